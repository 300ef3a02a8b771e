/** Transactions that do not wait long for others, that compress quickly, and that are undone once they showed what they come to. */
@NullMarked
package ai.scidex.migration.transaction;

import org.jspecify.annotations.NullMarked;
