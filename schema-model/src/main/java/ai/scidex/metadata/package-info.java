/** Typed metadata of a model artifact, generated from the schema, and the mapper that loses none of it. */
@NullMarked
package ai.scidex.metadata;

import org.jspecify.annotations.NullMarked;
