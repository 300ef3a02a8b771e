/** Where a database stands. */
@NullMarked
package ai.scidex.migration.status;

import org.jspecify.annotations.NullMarked;
