/** What a decision in the evaluation gate rests on, as it is written in a file. */
@NullMarked
package ai.scidex.migration.gate;

import org.jspecify.annotations.NullMarked;
