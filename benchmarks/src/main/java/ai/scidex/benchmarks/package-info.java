/** Measures what the catalog costs beside what PostgreSQL and a JSON parser cost; docs/benchmarks.md tells how. */
@NullMarked
package ai.scidex.benchmarks;

import org.jspecify.annotations.NullMarked;
