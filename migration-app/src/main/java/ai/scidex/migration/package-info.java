/** The command line: one class a command, no logic of its own. */
@NullMarked
package ai.scidex.migration;

import org.jspecify.annotations.NullMarked;
