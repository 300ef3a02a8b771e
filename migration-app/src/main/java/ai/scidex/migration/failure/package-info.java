/** What a failure of SQL or of a file says, for whoever has to say it on, and files that are refused before they are opened. */
@NullMarked
package ai.scidex.migration.failure;

import org.jspecify.annotations.NullMarked;
