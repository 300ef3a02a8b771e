/** The proof: what a run did is judged with SQL of its own, by what it recorded. */
@NullMarked
package ai.scidex.migration.verify;

import org.jspecify.annotations.NullMarked;
