package ai.scidex.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsonschema2pojo.exception.GenerationException;

/**
 * The part of JSON Schema that the rules understand.
 *
 * <p>Whatever else a schema says would be lost on the way to Java without a word, so it stops the build instead.
 */
final class SchemaKeywords {

    private static final Set<String> ANNOTATIONS =
            Set.of("$schema", "$id", "$comment", "title", "description", "examples", "definitions");

    private static final Set<String> GENERATED = Set.of(
            "$ref",
            "oneOf",
            "allOf",
            "type",
            "enum",
            "const",
            "properties",
            "required",
            "additionalProperties",
            "items");

    /** Limits on values. They change no Java type: the validator checks them. */
    private static final Set<String> LIMITS = Set.of(
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties");

    private SchemaKeywords() {}

    /**
     * Stops at what the rules cannot turn into Java; schemas inside {@code schema} are checked when their turn comes.
     *
     * @param name what the schema is called, for the message
     * @throws GenerationException if there is such a thing
     */
    static void check(String name, JsonNode schema) {
        for (String keyword : keywordsOf(schema)) {
            if (!ANNOTATIONS.contains(keyword) && !GENERATED.contains(keyword) && !LIMITS.contains(keyword)) {
                throw stop(name, "the generator does not know the keyword " + keyword);
            }
        }
        checkStandsAlone(name, schema, "$ref", Set.of());
        checkStandsAlone(name, schema, "oneOf", ANNOTATIONS);
        checkStandsAlone(name, schema, "allOf", ANNOTATIONS);
        checkReferences(name, schema);
        checkTexts(name, schema);
        checkObject(name, schema);
    }

    /** Returns whether {@code property} is the schema that no value meets, so that the member must be absent. */
    static boolean isForbidden(JsonNode property) {
        return property.isBoolean() && !property.booleanValue();
    }

    static GenerationException stop(String name, String reason) {
        return new GenerationException(name + ": " + reason);
    }

    private static Set<String> keywordsOf(JsonNode schema) {
        Set<String> keywords = new TreeSet<>();
        schema.fieldNames().forEachRemaining(keywords::add);
        return keywords;
    }

    private static void checkStandsAlone(String name, JsonNode schema, String keyword, Set<String> neighbours) {
        if (!schema.has(keyword)) {
            return;
        }
        for (String other : keywordsOf(schema)) {
            if (!other.equals(keyword) && !neighbours.contains(other)) {
                throw stop(name, "the keyword %s is lost beside %s".formatted(other, keyword));
            }
        }
    }

    private static void checkReferences(String name, JsonNode schema) {
        for (JsonNode branch : schema.path("oneOf")) {
            if (!branch.has("$ref")) {
                throw stop(name, "every branch of oneOf must be a $ref");
            }
        }
        JsonNode allOf = schema.path("allOf");
        if (!allOf.isMissingNode() && !(allOf.size() == 1 && allOf.path(0).has("$ref"))) {
            throw stop(name, "allOf must hold exactly one $ref");
        }
    }

    private static void checkTexts(String name, JsonNode schema) {
        for (JsonNode value : schema.path("enum")) {
            if (!value.isTextual()) {
                throw stop(name, "the enum value %s is no text".formatted(value));
            }
        }
        if (schema.path("items").isArray()) {
            throw stop(name, "items must be one schema for all");
        }
    }

    private static void checkObject(String name, JsonNode schema) {
        JsonNode properties = schema.path("properties");
        if (!properties.isEmpty() && schema.path("additionalProperties").isObject()) {
            throw stop(name, "a schema under additionalProperties is lost beside properties");
        }
        if (!schema.path("type").isTextual()) {
            return;
        }
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(member -> required.add(member.asText()));
        for (String member : required) {
            if (!properties.has(member) || isForbidden(properties.get(member))) {
                throw stop(name, "%s is required but no property".formatted(member));
            }
        }
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            checkConstant(name, property.getKey(), property.getValue(), required);
        }
    }

    private static void checkConstant(String name, String member, JsonNode property, Set<String> required) {
        JsonNode constant = property.path("const");
        if (constant.isMissingNode()) {
            return;
        }
        if (!constant.isBoolean() && !constant.isTextual()) {
            throw stop(name, "the constant %s of %s is neither boolean nor text".formatted(constant, member));
        }
        if (!required.contains(member)) {
            throw stop(name, "%s is constant but not required".formatted(member));
        }
    }
}
