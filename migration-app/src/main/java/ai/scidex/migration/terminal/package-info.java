/** The terminal that a command is run at: its size, what is shown on it while work goes on, and Ctrl-C. */
@NullMarked
package ai.scidex.migration.terminal;

import org.jspecify.annotations.NullMarked;
