package ai.scidex.catalog.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.regex.JDKRegularExpressionFactory;
import com.networknt.schema.regex.RegularExpression;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The published schema, put so that the library understands by it what Draft-07 says, and is quick.
 *
 * <p>As published, the library passes over members whose names begin with {@code #} when it applies
 * {@code additionalProperties}, and compares an integer that is written with a point or an exponent by its lowest 64
 * bits, so that it takes 1e400 for 0. It does neither with {@code patternProperties} and with a bound that is a decimal.
 *
 * <p>Each reference and each {@code allOf} is a step of its own in the library, and so is a keyword that allows
 * everything. What a reference, or an {@code allOf} of one part, says is put in its place; what says nothing is left out.
 */
final class LibrarySchema {

    private static final Set<String> BOUNDS = Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");

    private static final Set<String> ANNOTATIONS = Set.of("$comment", "title", "description", "examples", "default");

    private static final Set<String> BY_NAME = Set.of("definitions", "properties", "patternProperties");

    private static final Set<String> VALUES = Set.of("const", "enum", "examples", "default");

    private static final String REFERENCE = "$ref";

    private static final String ALL_OF = "allOf";

    private static final String FURTHER = "additionalProperties";

    private static final String EVERY_NAME = "";

    private final JsonNode published;
    private final Set<String> open = new HashSet<>();
    private final Map<String, RegularExpression> expressions = new ConcurrentHashMap<>();

    /** Starts from the schema {@code published}, which stays as it is. */
    LibrarySchema(JsonNode published) {
        this.published = published;
    }

    /** Returns the whole schema in those terms. A definition that refers to itself is still referred to there. */
    JsonNode document() {
        return adapted(published);
    }

    /** Returns what the library matches {@code pattern} with. One that is found in every text is not searched for. */
    RegularExpression expression(String pattern) {
        return expressions.computeIfAbsent(
                pattern,
                absent -> absent.equals(EVERY_NAME)
                        ? text -> true
                        : JDKRegularExpressionFactory.getInstance().getRegularExpression(absent));
    }

    private JsonNode adapted(JsonNode schema) {
        if (schema.path(REFERENCE).isTextual()) {
            return resolved(schema);
        }
        if (schema instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties()
                    .forEach(member -> copy.set(member.getKey(), adapted(member.getKey(), member.getValue())));
            makeBoundsDecimals(copy);
            sayWhatFurtherMembersAre(copy);
            return isNothingButOnePart(copy) ? copy.path(ALL_OF).path(0) : copy;
        }
        if (schema instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(adapted(element)));
            return copy;
        }
        return schema;
    }

    /** What a keyword says: schemas by name, values that are no schemas, or a schema. */
    private JsonNode adapted(String keyword, JsonNode said) {
        if (BY_NAME.contains(keyword) && said instanceof ObjectNode schemas) {
            ObjectNode copy = schemas.objectNode();
            schemas.properties().forEach(member -> copy.set(member.getKey(), adapted(member.getValue())));
            return copy;
        }
        return VALUES.contains(keyword) ? said : adapted(said);
    }

    private JsonNode resolved(JsonNode reference) {
        String target = reference.path(REFERENCE).asText();
        if (!open.add(target)) {
            return reference;
        }
        JsonNode definition = target.startsWith("#") ? published.at(target.substring(1)) : MissingNode.getInstance();
        if (definition.isMissingNode()) {
            throw new IllegalStateException("the schema refers to %s, which is not in it".formatted(target));
        }
        JsonNode resolved = adapted(definition);
        open.remove(target);
        return resolved;
    }

    private static void makeBoundsDecimals(ObjectNode schema) {
        for (String bound : BOUNDS) {
            if (schema.path(bound).isNumber()) {
                schema.set(bound, DecimalNode.valueOf(schema.path(bound).decimalValue()));
            }
        }
    }

    private static void sayWhatFurtherMembersAre(ObjectNode schema) {
        if (schema.path(FURTHER).isObject()) {
            if (schema.has("properties") || schema.has("patternProperties")) {
                throw new IllegalStateException("a schema under additionalProperties must stand without properties");
            }
            JsonNode values = schema.remove(FURTHER);
            schema.putObject("patternProperties").set(EVERY_NAME, values);
        } else if (schema.path(FURTHER).asBoolean()) {
            schema.remove(FURTHER);
        }
    }

    private static boolean isNothingButOnePart(ObjectNode schema) {
        return schema.path(ALL_OF).size() == 1
                && schema.propertyStream()
                        .map(Map.Entry::getKey)
                        .allMatch(keyword -> keyword.equals(ALL_OF) || ANNOTATIONS.contains(keyword));
    }
}
