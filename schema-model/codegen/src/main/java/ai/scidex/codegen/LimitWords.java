package ai.scidex.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The limits of a value as sentences for people. */
final class LimitWords {

    private LimitWords() {}

    /** Returns {@code description} with the limits of the value appended. */
    static String append(String description, Definition definition) {
        List<String> sentences = new ArrayList<>(List.of(description));
        if (definition.hasPattern()) {
            definition
                    .closestDescription()
                    .filter(words -> !words.equals(description))
                    .ifPresent(sentences::add);
        }
        sentences.addAll(of(definition));
        return String.join(" ", sentences);
    }

    private static List<String> of(Definition definition) {
        JsonNode node = definition.node();
        return switch (definition.shape()) {
            case TEXT -> count(node, "", "minLength", "maxLength", "character");
            case WHOLE_NUMBER, BIG_WHOLE_NUMBER, NUMBER -> number(node);
            case LIST -> list(node, "");
            case MAP -> count(node, "", "minProperties", "maxProperties", "entry");
            case TEXT_OR_LIST -> {
                List<String> sentences = new ArrayList<>(count(node, "", "minLength", "maxLength", "character"));
                sentences.addAll(list(node, "As a list: "));
                yield sentences;
            }
            case BOOLEAN, ENUM, RECORD, MEASUREMENT, JSON -> List.of();
        };
    }

    private static List<String> list(JsonNode node, String prefix) {
        List<String> sentences = new ArrayList<>(count(node, prefix, "minItems", "maxItems", "entry"));
        if (node.path("uniqueItems").asBoolean()) {
            sentences.add(sentence(prefix, List.of("no entry twice")));
        }
        return sentences;
    }

    private static List<String> count(JsonNode node, String prefix, String least, String most, String unit) {
        List<String> limits = new ArrayList<>();
        add(limits, node, least, "at least %s");
        add(limits, node, most, "at most %s");
        if (limits.isEmpty()) {
            return List.of();
        }
        boolean isOne = node.path(most).asInt(node.path(least).asInt()) == 1;
        String units = isOne ? unit : unit.replaceFirst("y$", "ie") + "s";
        return List.of(sentence(prefix, List.of(String.join(", ", limits) + " " + units)));
    }

    private static List<String> number(JsonNode node) {
        List<String> limits = new ArrayList<>();
        add(limits, node, "minimum", "at least %s");
        add(limits, node, "exclusiveMinimum", "more than %s");
        add(limits, node, "maximum", "at most %s");
        add(limits, node, "exclusiveMaximum", "less than %s");
        add(limits, node, "multipleOf", "a multiple of %s");
        return limits.isEmpty() ? List.of() : List.of(sentence("", limits));
    }

    private static void add(List<String> limits, JsonNode node, String keyword, String words) {
        if (node.has(keyword)) {
            limits.add(words.formatted(node.get(keyword).decimalValue().toPlainString()));
        }
    }

    private static String sentence(String prefix, List<String> phrases) {
        String text = prefix + phrases.stream().collect(Collectors.joining(", "));
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
