package ai.scidex.catalog.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The branches of the schema's {@code oneOf}, each compiled on its own and found by its {@code is_external}. */
final class VariantSchemas {

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ROOT)
            .losslessNarrowing(true)
            .formatAssertionsEnabled(false)
            .build();

    private final Map<Boolean, Variant> variants = new HashMap<>();

    VariantSchemas(JsonNode schema) {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V7);
        for (JsonNode branch : schema.path("oneOf")) {
            Variant variant = compile(factory, schema, branch.path("$ref"));
            variants.put(variant.isExternal(), variant);
        }
        if (variants.size() != 2) {
            throw new IllegalStateException(
                    "the schema has %d variants told apart by is_external, not 2".formatted(variants.size()));
        }
    }

    private static Variant compile(JsonSchemaFactory factory, JsonNode schema, JsonNode reference) {
        ObjectNode standalone = JsonNodeFactory.instance.objectNode();
        standalone.set("$schema", schema.path("$schema"));
        standalone.set("$ref", reference);
        standalone.set("definitions", schema.path("definitions"));
        JsonSchema compiled = factory.getSchema(standalone, CONFIG);
        compiled.initializeValidators();
        JsonNode properties = resolve(schema, reference).path("properties");
        Map<String, String> descriptions = new LinkedHashMap<>();
        List<Bounds> bounds = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            JsonNode definition = definition(schema, property.getValue());
            descriptions.put(property.getKey(), definition.path("description").asText());
            if (definition.has("minimum") && definition.has("maximum")) {
                bounds.add(new Bounds(
                        property.getKey(),
                        definition.path("minimum").decimalValue(),
                        definition.path("maximum").decimalValue()));
            }
        }
        return new Variant(properties.path("is_external").path("const").booleanValue(), compiled, descriptions, bounds);
    }

    private static JsonNode definition(JsonNode schema, JsonNode property) {
        return property.has("$ref") ? resolve(schema, property.path("$ref")) : property;
    }

    private static JsonNode resolve(JsonNode schema, JsonNode reference) {
        return schema.at(reference.asText().substring(1));
    }

    /** Returns what is wrong with {@code document}, one violation a place, in the order of the schema's properties. */
    List<Violation> violations(boolean isExternal, JsonNode document) {
        Variant variant = variants.get(isExternal);
        if (variant == null) {
            throw new AssertionError("no variant for is_external " + isExternal);
        }
        Set<ValidationMessage> messages = variant.schema().validate(document);
        Map<String, Violation> byPointer = new LinkedHashMap<>();
        for (ValidationMessage message : messages) {
            Violation violation = ViolationSentence.of(message, variant);
            byPointer.putIfAbsent(violation.pointer(), violation);
        }
        for (Bounds bounds : variant.bounds()) {
            bounds.violation(document).ifPresent(violation -> byPointer.putIfAbsent(violation.pointer(), violation));
        }
        if (byPointer.isEmpty()) {
            return List.of();
        }
        List<String> order = List.copyOf(variant.descriptions().keySet());
        List<Violation> violations = new ArrayList<>(byPointer.values());
        violations.sort(Comparator.comparingInt(violation -> order.indexOf(property(violation.pointer()))));
        return violations;
    }

    private static String property(String pointer) {
        int end = pointer.indexOf('/', 1);
        return pointer.isEmpty() ? "" : pointer.substring(1, end < 0 ? pointer.length() : end);
    }

    /**
     * One branch of the schema.
     *
     * @param descriptions what each property says, in the order of the schema
     * @param bounds of the properties that are numbers
     */
    record Variant(boolean isExternal, JsonSchema schema, Map<String, String> descriptions, List<Bounds> bounds) {

        String description(String property) {
            return descriptions.getOrDefault(property, "");
        }
    }
}
