/** Held fields: people decide them, and the rules carry it out. */
@NullMarked
package ai.scidex.migration.review;

import org.jspecify.annotations.NullMarked;
