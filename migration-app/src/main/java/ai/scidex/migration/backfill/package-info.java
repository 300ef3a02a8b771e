/** Runs: legacy model artifacts are read by pages, decided, and written through the catalog. */
@NullMarked
package ai.scidex.migration.backfill;

import org.jspecify.annotations.NullMarked;
