/** What becomes of each field of a legacy artifact: pure functions from a row and what it mentions to a decision. */
@NullMarked
package ai.scidex.migration.decision;

import org.jspecify.annotations.NullMarked;
