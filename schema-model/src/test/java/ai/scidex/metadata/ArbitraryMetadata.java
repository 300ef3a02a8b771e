package ai.scidex.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Arbitrary documents, made from the published schema itself: a property that is added to it is in them at once.
 *
 * <p>They are drawn with a {@link Random} rather than composed of jqwik's own arbitraries, which take minutes for trees
 * such as these. The price is that jqwik cannot make a failing document smaller.
 */
public final class ArbitraryMetadata {

    private static final JsonNode SCHEMA = Schema.document();

    private final Random random;
    private final ArbitraryJson json;

    private ArbitraryMetadata(Random random) {
        this.random = random;
        this.json = new ArbitraryJson(random);
    }

    /** Returns documents of both variants that are valid. */
    public static Arbitrary<ObjectNode> valid() {
        return Arbitraries.randomValue(random -> new ArbitraryMetadata(random).document());
    }

    /** Returns documents that were valid until one of their named members was removed or became something odd. */
    public static Arbitrary<Changed> changed() {
        return Arbitraries.randomValue(random -> new ArbitraryMetadata(random).change());
    }

    /**
     * A document that was valid before one member changed. It may be valid still.
     *
     * @param member the name of the member
     */
    public record Changed(String member, ObjectNode document) {}

    /** Returns {@code document} with the numbers that the schema wants whole by their value: 14.0 as 14. */
    public static ObjectNode byValue(ObjectNode document) {
        ObjectNode byValue = document.deepCopy();
        variantOf(document).get("properties").properties().forEach(property -> {
            JsonNode value = document.path(property.getKey());
            if (value.isNumber()
                    && resolved(property.getValue()).path("type").asText().equals("integer")) {
                byValue.set(
                        property.getKey(),
                        BigIntegerNode.valueOf(value.decimalValue().toBigIntegerExact()));
            }
        });
        return byValue;
    }

    /** Returns {@code document} as text with its members sorted at any depth: equal texts are the same JSON. */
    public static String sorted(JsonNode document) {
        return MetadataJson.write(sortedTree(document));
    }

    private static JsonNode sortedTree(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(sortedTree(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        Map<String, JsonNode> members = new TreeMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), sortedTree(member.getValue())));
        return new ObjectNode(JsonNodeFactory.instance, members);
    }

    private ObjectNode document() {
        return object(resolved(json.oneOf(List.copyOf(elements(SCHEMA.get("oneOf"))))));
    }

    private Changed change() {
        ObjectNode document = document();
        List<String> names = new ArrayList<>();
        variantOf(document).get("properties").fieldNames().forEachRemaining(names::add);
        names.remove("is_external");
        String member = json.oneOf(names);
        document.remove(member);
        if (random.nextInt(10) > 0) {
            document.set(member, json.odd());
        }
        return new Changed(member, document);
    }

    private static JsonNode variantOf(JsonNode document) {
        return elements(SCHEMA.get("oneOf")).stream()
                .map(ArbitraryMetadata::resolved)
                .filter(variant -> variant.at("/properties/is_external/const").equals(document.get("is_external")))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode value(JsonNode definition) {
        JsonNode schema = resolved(definition);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return json.oneOf(elements(schema.get("enum")));
        }
        JsonNode type = schema.path("type");
        return valueOf(type.isArray() ? json.oneOf(elements(type)).asText() : type.asText(), schema);
    }

    private JsonNode valueOf(String type, JsonNode schema) {
        return switch (type) {
            case "string" -> json.text(schema);
            case "integer" -> json.wholeNumber(schema);
            case "number" -> json.number(schema);
            case "boolean" -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case "array" -> array(schema);
            case "object" -> object(schema);
            default -> json.value();
        };
    }

    private ArrayNode array(JsonNode schema) {
        int least = schema.path("minItems").asInt(0);
        int size = least + random.nextInt(schema.path("maxItems").asInt(least + 3) - least + 1);
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (array.size() < size) {
            array.add(schema.has("items") ? value(schema.get("items")) : json.value());
        }
        return array;
    }

    /** The members that the schema names, as it wants them, and others of any name, in any order. */
    private ObjectNode object(JsonNode schema) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        JsonNode properties = schema.path("properties");
        Map<String, JsonNode> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            boolean isForbidden = property.getValue().isBoolean();
            if (required.contains(property.getKey()) || (!isForbidden && random.nextBoolean())) {
                members.put(property.getKey(), value(property.getValue()));
            }
        }
        JsonNode additional = schema.path("additionalProperties");
        int size = members.size() + schema.path("minProperties").asInt(0) + random.nextInt(4);
        while (members.size() < size && additional.asBoolean(!additional.isBoolean())) {
            String name = json.name();
            if (!properties.has(name)) {
                members.put(name, additional.isObject() ? value(additional) : json.value());
            }
        }
        List<String> names = new ArrayList<>(members.keySet());
        Collections.shuffle(names, random);
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> object.set(name, members.get(name)));
        return object;
    }

    private static JsonNode resolved(JsonNode schema) {
        JsonNode referring = schema.has("allOf") ? schema.get("allOf").get(0) : schema;
        return referring.has("$ref")
                ? resolved(SCHEMA.at(referring.get("$ref").asText().substring(1)))
                : schema;
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }
}
