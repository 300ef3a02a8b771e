/** What is measured of the report's own package. */
@NullMarked
package ai.scidex.migration.report;

import org.jspecify.annotations.NullMarked;
