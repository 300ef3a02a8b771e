package ai.scidex.catalog.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * The published schema, put so that the library understands by it what Draft-07 says.
 *
 * <p>As published, the library passes over members whose names begin with {@code #} when it applies
 * {@code additionalProperties}, and compares an integer that is written with a point or an exponent by its lowest 64
 * bits, so that it takes 1e400 for 0. It does neither with {@code patternProperties} and with a bound that is a decimal.
 */
final class LibrarySchema {

    private static final Set<String> BOUNDS = Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");

    private static final String EVERY_NAME = "";

    private LibrarySchema() {}

    /** Returns {@code published}, which stays as it is, in those terms. */
    static JsonNode of(JsonNode published) {
        JsonNode schema = published.deepCopy();
        adapt(schema);
        return schema;
    }

    private static void adapt(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            for (String bound : BOUNDS) {
                if (object.path(bound).isNumber()) {
                    object.set(bound, DecimalNode.valueOf(object.path(bound).decimalValue()));
                }
            }
            if (object.path("additionalProperties").isObject()) {
                if (object.has("properties") || object.has("patternProperties")) {
                    throw new IllegalStateException(
                            "a schema under additionalProperties must stand without properties");
                }
                JsonNode values = object.remove("additionalProperties");
                object.putObject("patternProperties").set(EVERY_NAME, values);
            }
        }
        schema.forEach(LibrarySchema::adapt);
    }
}
