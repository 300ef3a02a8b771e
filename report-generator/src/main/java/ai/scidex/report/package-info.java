/**
 * The report on a migration: plain text records in, Markdown out.
 *
 * <p>Nothing here reads a clock, a file or a database, so the same records always give the same bytes.
 */
@NullMarked
package ai.scidex.report;

import org.jspecify.annotations.NullMarked;
