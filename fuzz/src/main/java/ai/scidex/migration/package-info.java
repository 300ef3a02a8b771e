/** What is tried of the application's own package. */
@NullMarked
package ai.scidex.migration;

import org.jspecify.annotations.NullMarked;
