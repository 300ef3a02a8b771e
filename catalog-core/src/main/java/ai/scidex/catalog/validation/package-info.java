/** Whether metadata is valid against the schema, and in words what to mend if it is not. */
@NullMarked
package ai.scidex.catalog.validation;

import org.jspecify.annotations.NullMarked;
