/** Inputs that nobody thought of, for whatever reads what others wrote. */
@NullMarked
package ai.scidex.fuzz;

import org.jspecify.annotations.NullMarked;
