/** Plans: what a backfill would do, decided without writing anything, and carried out later only if it still fits. */
@NullMarked
package ai.scidex.migration.plan;

import org.jspecify.annotations.NullMarked;
