/** Which changes of a schema break what was valid before, and which schemas were released. */
@NullMarked
package ai.scidex.codegen.evolution;

import org.jspecify.annotations.NullMarked;
