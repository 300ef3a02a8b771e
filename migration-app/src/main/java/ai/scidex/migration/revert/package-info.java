/** The way back: takes back what a run did, page by page, and proves it. */
@NullMarked
package ai.scidex.migration.revert;

import org.jspecify.annotations.NullMarked;
