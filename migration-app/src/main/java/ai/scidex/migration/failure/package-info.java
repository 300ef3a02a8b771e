/** What a failure of SQL or of a file says, for whoever has to say it on. */
@NullMarked
package ai.scidex.migration.failure;

import org.jspecify.annotations.NullMarked;
