/** The database that a command works on: one that was named, or the one that the application brings along. */
@NullMarked
package ai.scidex.migration.database;

import org.jspecify.annotations.NullMarked;
