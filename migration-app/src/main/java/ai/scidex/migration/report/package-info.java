/** The record of the runs, read back for the report. */
@NullMarked
package ai.scidex.migration.report;

import org.jspecify.annotations.NullMarked;
