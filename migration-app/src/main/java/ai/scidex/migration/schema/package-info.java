/** The tables: what stands in the way of making them, and making them. */
@NullMarked
package ai.scidex.migration.schema;

import org.jspecify.annotations.NullMarked;
