/** The code that models were trained with: whose cannot be found again, and lists of links that mend that. */
@NullMarked
package ai.scidex.migration.links;

import org.jspecify.annotations.NullMarked;
