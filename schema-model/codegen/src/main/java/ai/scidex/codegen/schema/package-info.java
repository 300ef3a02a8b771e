/** A schema file as the checks of the build read it. */
@NullMarked
package ai.scidex.codegen.schema;

import org.jspecify.annotations.NullMarked;
