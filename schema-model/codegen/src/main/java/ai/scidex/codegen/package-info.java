/**
 * Turns the JSON Schema of the metadata into Java at build time: rules for jsonschema2pojo that make a sealed interface
 * of a {@code oneOf}, a record with a builder of each branch, and stop the build at what they cannot express.
 */
@NullMarked
package ai.scidex.codegen;

import org.jspecify.annotations.NullMarked;
