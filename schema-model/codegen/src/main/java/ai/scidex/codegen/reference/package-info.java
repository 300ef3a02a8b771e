/** Tells people what a schema says: the page of reference that is generated from it. */
@NullMarked
package ai.scidex.codegen.reference;

import org.jspecify.annotations.NullMarked;
