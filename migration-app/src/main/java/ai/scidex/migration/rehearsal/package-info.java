/** Doing something to see what it comes to, and undoing it. */
@NullMarked
package ai.scidex.migration.rehearsal;

import org.jspecify.annotations.NullMarked;
