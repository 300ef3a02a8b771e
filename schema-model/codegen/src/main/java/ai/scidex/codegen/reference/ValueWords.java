package ai.scidex.codegen.reference;

import ai.scidex.codegen.schema.Conjunction;
import ai.scidex.codegen.schema.JsonKind;
import ai.scidex.codegen.schema.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says in words what a member may hold. */
final class ValueWords {

    /** Limits, and how each is said, in this order. */
    private static final List<Limit> LIMITS = List.of(
            new Limit("minimum", "at least %s"),
            new Limit("exclusiveMinimum", "more than %s"),
            new Limit("maximum", "at most %s"),
            new Limit("exclusiveMaximum", "less than %s"),
            new Limit("multipleOf", "a multiple of %s"),
            new Limit("minLength", "at least %s characters"),
            new Limit("maxLength", "at most %s characters"),
            new Limit("minProperties", "at least %s members"),
            new Limit("maxProperties", "at most %s members"));

    private static final List<Limit> LIMITS_OF_ARRAYS = List.of(
            new Limit("minItems", "at least %s elements"),
            new Limit("maxItems", "at most %s elements"),
            new Limit("uniqueItems", "none twice"));

    private static final Set<String> STRUCTURE =
            Set.of("type", "enum", "const", "pattern", "items", "properties", "required", "additionalProperties");

    private final TextKinds texts;

    ValueWords(TextKinds texts) {
        this.texts = texts;
    }

    /** Returns the types as JSON Schema names them, for example {@code string or array}. */
    static String types(Conjunction schema) {
        Set<JsonKind> kinds = schema.kinds();
        if (kinds.size() == JsonKind.values().length) {
            return "any";
        }
        Set<String> names = kinds.stream()
                .map(kind -> kind == JsonKind.FRACTION ? "number" : kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        if (names.contains("number")) {
            names.remove("integer");
        }
        List<String> inOrder =
                new ArrayList<>(List.of("boolean", "integer", "number", "string", "array", "object", "null"));
        inOrder.retainAll(names);
        return String.join(" or ", inOrder);
    }

    /** Returns the types, and the demands if there are any. */
    String typesAndDemands(Conjunction schema) {
        String demands = demands(schema);
        return types(schema) + (demands.isEmpty() ? "" : ", " + demands);
    }

    /**
     * Returns the demands on the value, as Markdown; empty if its type is all.
     *
     * @throws IllegalArgumentException if there is a keyword that it has no words for
     */
    String demands(Conjunction schema) {
        List<String> demands = new ArrayList<>();
        schema.all("const").forEach(value -> demands.add(Markdown.code(value.toString())));
        schema.all("enum").forEach(values -> demands.add("one of " + codes(values)));
        String ofText = schema.kinds().equals(EnumSet.of(JsonKind.STRING)) ? "" : "as a string: ";
        for (Place place : schema.places()) {
            Optional<String> kind = texts.name(place);
            kind.ifPresent(name -> demands.add(ofText + Markdown.link(name, name)));
            if (kind.isEmpty()) {
                pattern(place).ifPresent(pattern -> demands.add(ofText + pattern));
                demandsOf(place, demands);
            }
        }
        demandsOnElements(schema).ifPresent(demands::add);
        return String.join("; ", demands);
    }

    /** Returns the limits of the kind of text that is defined there, apart from its pattern. */
    String limits(Place kind) {
        List<String> limits = new ArrayList<>();
        demandsOf(kind, limits);
        return String.join("; ", limits);
    }

    private Optional<String> pattern(Place place) {
        JsonNode node = place.node();
        return node.has("pattern")
                ? Optional.of(texts.words(
                        node.path("pattern").asText(), node.path("$comment").asText()))
                : Optional.empty();
    }

    private void demandsOf(Place place, List<String> demands) {
        JsonNode node = place.node();
        LIMITS.forEach(limit -> limit.inWords(node).ifPresent(demands::add));
        Set<String> unknown = new TreeSet<>(Conjunction.of(place).keywords());
        unknown.removeAll(STRUCTURE);
        LIMITS.forEach(limit -> unknown.remove(limit.keyword()));
        LIMITS_OF_ARRAYS.forEach(limit -> unknown.remove(limit.keyword()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("%s: the reference has no words for the keyword %s"
                    .formatted(place.pointer(), unknown.iterator().next()));
        }
    }

    private Optional<String> demandsOnElements(Conjunction schema) {
        List<String> demands = new ArrayList<>();
        for (Place place : schema.places()) {
            JsonNode node = place.node();
            LIMITS_OF_ARRAYS.forEach(limit -> limit.inWords(node).ifPresent(demands::add));
        }
        Conjunction elements = schema.elements();
        if (!elements.isAnything() && elements.names().isEmpty()) {
            String each = demands(elements);
            demands.add("each " + (each.isEmpty() ? types(elements) : each));
        }
        if (demands.isEmpty()) {
            return Optional.empty();
        }
        boolean isAlwaysArray = schema.kinds().equals(EnumSet.of(JsonKind.ARRAY));
        return Optional.of((isAlwaysArray ? "" : "in an array: ") + String.join(", ", demands));
    }

    private static String codes(JsonNode values) {
        List<String> codes = new ArrayList<>();
        values.forEach(value -> codes.add(Markdown.code(value.isTextual() ? value.asText() : value.toString())));
        return String.join(", ", codes);
    }

    /** A keyword that limits a value, and the words for it. */
    private record Limit(String keyword, String words) {

        Optional<String> inWords(JsonNode schema) {
            JsonNode limit = schema.path(keyword);
            if (limit.isMissingNode() || limit.equals(BooleanNode.FALSE)) {
                return Optional.empty();
            }
            String text = words.formatted(limit.asText());
            return Optional.of(limit.asText().equals("1") ? text.replaceAll("( 1 .*)s$", "$1") : text);
        }
    }
}
