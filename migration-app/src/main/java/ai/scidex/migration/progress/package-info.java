/** How long work tells how far it is, and hears that it is to stop; it does not know who watches. */
@NullMarked
package ai.scidex.migration.progress;

import org.jspecify.annotations.NullMarked;
