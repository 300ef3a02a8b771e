package ai.scidex.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsonschema2pojo.Schema;

/**
 * What a schema says of a value, once its references are followed.
 *
 * @param name what the value is called: by the last reference, or by whoever holds it
 * @param schema the schema that refers to no other
 * @param descriptions what was said on the way, that of whoever refers first
 */
record Definition(SealedTypesRuleFactory rules, String name, Schema schema, List<String> descriptions) {

    private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal GREATEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    static Definition of(SealedTypesRuleFactory rules, String name, Schema schema) {
        List<String> descriptions = new ArrayList<>();
        Set<Schema> seen = new LinkedHashSet<>();
        String calledBy = name;
        Schema current = schema;
        while (true) {
            JsonNode node = current.getContent();
            SchemaKeywords.check(calledBy, node);
            if (node.has("description")) {
                descriptions.add(node.get("description").asText());
            }
            Optional<String> reference = reference(node);
            if (reference.isEmpty()) {
                return new Definition(rules, calledBy, current, List.copyOf(descriptions));
            }
            if (!seen.add(current)) {
                throw SchemaKeywords.stop(calledBy, "it refers to nothing but itself");
            }
            calledBy = reference.get().substring(reference.get().lastIndexOf('/') + 1);
            current = rules.resolve(current, reference.get());
        }
    }

    /** Returns what the schema refers to and adds nothing to, if it does. */
    private static Optional<String> reference(JsonNode node) {
        JsonNode referring = node.has("allOf") ? node.get("allOf").path(0) : node;
        return Optional.ofNullable(referring.get("$ref")).map(JsonNode::asText);
    }

    JsonNode node() {
        return schema.getContent();
    }

    /** Returns what whoever refers to the schema says of the value. */
    Optional<String> description() {
        return descriptions.stream().findFirst();
    }

    /** Returns what is said of the value closest to its limits. */
    Optional<String> closestDescription() {
        return descriptions.isEmpty() ? Optional.empty() : Optional.of(descriptions.get(descriptions.size() - 1));
    }

    boolean hasPattern() {
        return node().has("pattern");
    }

    /** Returns what is said of each entry of a list. */
    Definition entry() {
        return inside("items", name + "_item");
    }

    /** Returns what is said of each value of a map. */
    Definition value() {
        return inside("additionalProperties", name + "_value");
    }

    private Definition inside(String keyword, String entryName) {
        return node().has(keyword)
                ? of(rules, entryName, rules.inside(schema, keyword))
                : new Definition(rules, entryName, new Schema(null, BooleanNode.TRUE, null), List.of());
    }

    /** Returns which kind of value it is in Java. */
    Shape shape() {
        JsonNode node = node();
        if (node.has("oneOf")) {
            return Shape.RECORD;
        }
        if (node.has("enum")) {
            return Shape.ENUM;
        }
        Set<String> types = SchemaKeywords.typesOf(node);
        if (types.size() != 1) {
            return choice(types);
        }
        return switch (types.iterator().next()) {
            case "string" -> Shape.TEXT;
            case "boolean" -> Shape.BOOLEAN;
            case "integer" -> isLong() ? Shape.WHOLE_NUMBER : Shape.BIG_WHOLE_NUMBER;
            case "number" -> Shape.NUMBER;
            case "array" -> Shape.LIST;
            case "object" -> node.path("properties").isEmpty() ? Shape.MAP : Shape.RECORD;
            default -> throw new AssertionError("unhandled " + types);
        };
    }

    /** A choice of types that Java has no type for stays the JSON that it is; then it can have no limits. */
    private Shape choice(Set<String> types) {
        if (types.equals(Set.of("string", "array")) && entry().isPlainText()) {
            return Shape.TEXT_OR_LIST;
        }
        if (types.equals(Set.of("number", "object")) && SchemaKeywords.isMeasurement(node())) {
            return Shape.MEASUREMENT;
        }
        SchemaKeywords.checkNothingIsLostBesideTypes(name, node());
        return Shape.JSON;
    }

    private boolean isPlainText() {
        return !node().has("enum")
                && !node().has("const")
                && SchemaKeywords.typesOf(node()).equals(Set.of("string"));
    }

    private boolean isLong() {
        return isBounded("minimum", "exclusiveMinimum", LEAST_LONG, GREATEST_LONG)
                && isBounded("maximum", "exclusiveMaximum", LEAST_LONG, GREATEST_LONG);
    }

    private boolean isBounded(String inclusive, String exclusive, BigDecimal least, BigDecimal greatest) {
        return Stream.of(inclusive, exclusive)
                .map(keyword -> node().path(keyword))
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .anyMatch(limit -> limit.compareTo(least) >= 0 && limit.compareTo(greatest) <= 0);
    }
}
