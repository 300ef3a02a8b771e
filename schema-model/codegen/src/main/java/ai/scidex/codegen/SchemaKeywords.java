package ai.scidex.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsonschema2pojo.exception.GenerationException;

/**
 * The part of JSON Schema that the rules understand.
 *
 * <p>Whatever else a schema says would be lost on the way to Java without a word, so it stops the build instead.
 */
final class SchemaKeywords {

    /** What becomes of a keyword. */
    enum Treatment {
        /** It says nothing of the value; it may end as Javadoc. */
        ANNOTATION,
        /** It decides which types and members there are in Java. */
        STRUCTURE,
        /** A record checks it when it is made. */
        LIMIT,
        /** It stops the build. */
        REFUSED
    }

    private static final String DRAFT_07 = "http://json-schema.org/draft-07/schema#";

    private static final Set<String> ANNOTATIONS =
            Set.of("$schema", "$id", "$comment", "title", "description", "examples", "definitions", "format");

    private static final Set<String> ANNOTATIONS_AND_TYPE =
            Stream.concat(ANNOTATIONS.stream(), Stream.of("type")).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> STRUCTURE = Set.of(
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

    private static final Set<String> NUMBER_LIMITS =
            Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");

    private static final Set<String> COUNTS =
            Set.of("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties");

    /** The keywords that say something of values of one type only. */
    private static final Map<String, Set<String>> BY_TYPE = Map.of(
            "string", Set.of("pattern", "minLength", "maxLength", "format"),
            "integer", NUMBER_LIMITS,
            "number", NUMBER_LIMITS,
            "boolean", Set.of(),
            "array", Set.of("items", "minItems", "maxItems", "uniqueItems"),
            "object", Set.of("properties", "required", "additionalProperties", "minProperties", "maxProperties"));

    private SchemaKeywords() {}

    static Treatment treatmentOf(String keyword) {
        if (ANNOTATIONS.contains(keyword)) {
            return Treatment.ANNOTATION;
        }
        if (STRUCTURE.contains(keyword)) {
            return Treatment.STRUCTURE;
        }
        return BY_TYPE.values().stream().anyMatch(keywords -> keywords.contains(keyword))
                ? Treatment.LIMIT
                : Treatment.REFUSED;
    }

    /**
     * Stops at what the rules cannot turn into Java; schemas inside {@code schema} are checked when their turn comes.
     *
     * @param name what the schema is called, for the message
     * @throws GenerationException if there is such a thing
     */
    static void check(String name, JsonNode schema) {
        if (isForbidden(schema)) {
            throw stop(name, "no value meets the schema false, which is kept for a named member alone");
        }
        if (!schema.path("$schema").asText(DRAFT_07).equals(DRAFT_07)) {
            throw stop(name, "the generator reads %s, not %s".formatted(DRAFT_07, schema.get("$schema")));
        }
        for (String keyword : keywordsOf(schema)) {
            if (treatmentOf(keyword) == Treatment.REFUSED) {
                throw stop(name, "the generator does not know the keyword " + keyword);
            }
        }
        checkStandsAlone(name, schema, "$ref", Set.of());
        checkStandsAlone(name, schema, "oneOf", ANNOTATIONS);
        checkStandsAlone(name, schema, "allOf", ANNOTATIONS);
        checkReferences(name, schema);
        checkTypes(name, schema);
        checkValues(name, schema);
        checkLimits(name, schema);
        checkObject(name, schema);
    }

    /** Returns whether the value of {@code keyword} is a number of characters, entries or members. */
    static boolean isCount(String keyword) {
        return COUNTS.contains(keyword);
    }

    /** Returns whether {@code property} is the schema that no value meets, so that the member must be absent. */
    static boolean isForbidden(JsonNode property) {
        return property.isBoolean() && !property.booleanValue();
    }

    /** Returns the types that a value may have; none if the schema does not say. */
    static Set<String> typesOf(JsonNode schema) {
        JsonNode type = schema.path("type");
        Set<String> types = new TreeSet<>();
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(each -> types.add(each.asText()));
        return types;
    }

    /** Returns whether {@code schema}, a number or an object, wants a number as {@code value} of the object, and no more. */
    static boolean isMeasurement(JsonNode schema) {
        JsonNode value = schema.path("properties").path("value");
        JsonNode required = schema.path("required");
        return schema.path("properties").size() == 1
                && typesOf(value).equals(Set.of("number"))
                && ANNOTATIONS_AND_TYPE.containsAll(keywordsOf(value))
                && required.size() == 1
                && required.path(0).asText().equals("value")
                && schema.path("additionalProperties").asBoolean(!schema.has("additionalProperties"))
                && keywordsOf(schema).stream().noneMatch(keyword -> treatmentOf(keyword) == Treatment.LIMIT);
    }

    /** Stops if more is said of a value than which types it may have. */
    static void checkNothingIsLostBesideTypes(String name, JsonNode schema) {
        checkStandsAlone(name, schema, "type", ANNOTATIONS);
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

    private static void checkTypes(String name, JsonNode schema) {
        Set<String> types = typesOf(schema);
        if (types.contains("null")) {
            throw stop(name, "null is no value: leave an optional member out instead");
        }
        for (String type : types) {
            if (!BY_TYPE.containsKey(type)) {
                throw stop(name, "the generator has no Java for the type " + type);
            }
        }
        for (String keyword : keywordsOf(schema)) {
            List<String> owners = new ArrayList<>();
            BY_TYPE.forEach((type, keywords) -> {
                if (keywords.contains(keyword)) {
                    owners.add(type);
                }
            });
            if (!owners.isEmpty() && owners.stream().noneMatch(types::contains)) {
                throw stop(name, "the keyword %s says nothing of the type %s".formatted(keyword, typeName(types)));
            }
        }
        if (schema.has("format") && !schema.has("pattern")) {
            throw stop(name, "format needs a pattern beside it: not every validator looks at a format");
        }
    }

    private static String typeName(Set<String> types) {
        return types.isEmpty() ? "that is not given" : String.join(" or ", types);
    }

    private static void checkValues(String name, JsonNode schema) {
        if (schema.has("enum")) {
            checkStandsAlone(name, schema, "enum", ANNOTATIONS_AND_TYPE);
            if (schema.has("type") && !typesOf(schema).equals(Set.of("string"))) {
                throw stop(name, "the values of an enum are texts, not " + typeName(typesOf(schema)));
            }
        }
        for (JsonNode value : schema.path("enum")) {
            if (!value.isTextual()) {
                throw stop(name, "the enum value %s is no text".formatted(value));
            }
        }
        if (schema.has("const")) {
            checkStandsAlone(name, schema, "const", ANNOTATIONS_AND_TYPE);
        }
    }

    private static void checkLimits(String name, JsonNode schema) {
        for (String keyword : keywordsOf(schema)) {
            JsonNode limit = schema.get(keyword);
            if (isCount(keyword) && !(limit.canConvertToExactIntegral() && limit.canConvertToInt())) {
                throw stop(name, "%s must be a whole number that fits an int, not %s".formatted(keyword, limit));
            }
            if (NUMBER_LIMITS.contains(keyword) && !limit.isNumber()) {
                throw stop(name, "%s must be a number, not %s".formatted(keyword, limit));
            }
        }
        if (schema.path("items").isArray()) {
            throw stop(name, "items must be one schema for all");
        }
        if (schema.has("pattern")) {
            try {
                Pattern.compile(schema.get("pattern").asText());
            } catch (PatternSyntaxException e) {
                throw stop(name, "the pattern is none in Java: " + e.getMessage());
            }
        }
    }

    private static void checkObject(String name, JsonNode schema) {
        JsonNode properties = schema.path("properties");
        JsonNode additional = schema.path("additionalProperties");
        if (properties.isEmpty() && isForbidden(additional)) {
            throw stop(name, "additionalProperties false is lost where no property is named");
        }
        if (!properties.isEmpty()) {
            if (additional.isObject()) {
                throw stop(name, "a schema under additionalProperties is lost beside properties");
            }
            for (String keyword : List.of("minProperties", "maxProperties")) {
                if (schema.has(keyword)) {
                    throw stop(name, "%s is lost beside properties".formatted(keyword));
                }
            }
        }
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(member -> required.add(member.asText()));
        for (String member : required) {
            if (!properties.has(member) || isForbidden(properties.get(member))) {
                throw stop(name, "%s is required but no property".formatted(member));
            }
        }
    }
}
