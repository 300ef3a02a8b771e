package ai.scidex.catalog.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words a violation: the offending value and what to do. */
final class ViolationSentence {

    private static final String WHICH_VARIANT =
            "give true for a model that somebody else made, false for one of our own";

    private static final String WITHOUT_QUOTATION_MARKS = ", without quotation marks";

    private static final Pattern BOOLEAN = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);

    private static final List<String> METRIC = List.of("number", "object");

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private ViolationSentence() {}

    static Violation notAnObject(JsonNode document) {
        return new Violation("", "type", "the document is %s; give a JSON object".formatted(kind(document)));
    }

    /** @param lookalikes names in the document that look like {@code is_external} */
    static Violation noVariant(JsonNode isExternal, List<String> lookalikes) {
        if (isExternal.isMissingNode()) {
            return new Violation("/is_external", "required", missing("is_external", lookalikes) + WHICH_VARIANT);
        }
        boolean isQuoted = BOOLEAN.matcher(isExternal.asText()).matches() && isExternal.isTextual();
        return new Violation(
                "/is_external",
                "type",
                "%s is no boolean; %s%s"
                        .formatted(Excerpt.of(isExternal), WHICH_VARIANT, isQuoted ? WITHOUT_QUOTATION_MARKS : ""));
    }

    static Violation more(int reported) {
        return new Violation(
                "",
                "limit",
                "the document has more problems than the %d that are reported; mend them and validate it again"
                        .formatted(reported));
    }

    /**
     * Returns what a required member that is missing is told by.
     *
     * @param description what the schema says of it
     * @param lookalikes names that are there and look like it
     */
    static String required(String name, String description, List<String> lookalikes) {
        return missing(name, lookalikes) + "give " + startInLowerCase(description);
    }

    private static String missing(String name, List<String> lookalikes) {
        if (lookalikes.isEmpty()) {
            return "is missing; ";
        }
        String quoted = lookalikes.stream().map(Excerpt::of).collect(Collectors.joining(" and "));
        return lookalikes.size() == 1
                ? "is missing; %s looks like it: did you mean %s? rename it, or ".formatted(quoted, name)
                : "is missing; %s look like it: did you mean %s? rename one, or ".formatted(quoted, name);
    }

    /** Returns what is said of {@code value}, which breaks {@code keyword}; the schema says {@code expected} there. */
    static String of(String keyword, JsonNode expected, JsonNode value, Variant.Place place) {
        String shown = Excerpt.of(value);
        return switch (keyword) {
            case "type" -> type(value, expected, place);
            case "enum" ->
                "%s is not one of the choices; %sgive %s"
                        .formatted(shown, choiceMeantBy(value, expected), or(texts(expected)));
            case "minimum" -> "%s is less than %s; give %2$s or more".formatted(shown, expected.asText());
            case "maximum" -> "%s is more than %s; give %2$s or less".formatted(shown, expected.asText());
            case "minItems", "minProperties" -> "%s is empty; give at least one entry".formatted(shown);
            case "pattern" -> text(value.asText(), place);
            case "not" ->
                "%s does not belong to an internal model; remove it, or set is_external to true".formatted(shown);
            default ->
                "%s is against the schema, which says %s %s; change it".formatted(shown, keyword, Excerpt.of(expected));
        };
    }

    private static String type(JsonNode value, JsonNode expected, Variant.Place place) {
        String shown = Excerpt.of(value);
        List<String> names = expected.isArray() ? texts(expected) : List.of(expected.asText());
        String types = names.equals(METRIC)
                ? "a number, or an object that holds it as value"
                : or(names.stream().map(ViolationSentence::type).toList());
        if (value.isNull()) {
            return "null is no value; give %s%s".formatted(types, orLeaveItOut(place));
        }
        if (value.isNumber() && names.contains("integer")) {
            return "%s has a fraction; give %s".formatted(shown, types);
        }
        if (isNumberInQuotationMarks(value)) {
            for (String name : names) {
                if (name.equals("integer") || name.equals("number")) {
                    return "%s is a text; give %s%s".formatted(shown, type(name), WITHOUT_QUOTATION_MARKS);
                }
            }
        }
        return "%s is %s; give %s".formatted(shown, kind(value), types);
    }

    private static boolean isNumberInQuotationMarks(JsonNode value) {
        return value.isTextual()
                && NUMBER.matcher(TextForms.trim(value.textValue())).matches();
    }

    private static String choiceMeantBy(JsonNode value, JsonNode choices) {
        return Misspellings.meantBy(value.asText(), texts(choices))
                .map("did you mean %s? "::formatted)
                .orElse("");
    }

    private static String text(String text, Variant.Place place) {
        String shown = Excerpt.of(text);
        if (TextForms.isBlank(text)) {
            return "%s is blank; write something%s".formatted(shown, orLeaveItOut(place));
        }
        if (TextForms.isPlaceholder(text)) {
            return "%s is a placeholder; write what it stands for%s".formatted(shown, orLeaveItOut(place));
        }
        if (place.property().endsWith("_url")) {
            return UrlSentence.of(text);
        }
        if (TextForms.isNotDisclosed(text)) {
            return place.variant().isExternal()
                    ? "%s stands alone, not in a list; name the data, or give it in place of the list".formatted(shown)
                    : "%s is for external models only; name the data".formatted(shown);
        }
        return TextForms.isMovingRef(text)
                ? "%s is a moving ref; give a commit, tag or version".formatted(shown)
                : "%s is not of the form that the schema asks for; give %s"
                        .formatted(shown, startInLowerCase(place.description()));
    }

    private static String orLeaveItOut(Variant.Place place) {
        return place.isOptional() ? ", or leave the member out" : "";
    }

    private static String type(String name) {
        return switch (name) {
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "an object";
            default -> name;
        };
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case NULL -> "null";
            default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static List<String> texts(JsonNode values) {
        return values.valueStream().map(JsonNode::asText).toList();
    }

    private static String or(List<String> choices) {
        int last = choices.size() - 1;
        return last < 1
                ? String.join("", choices)
                : String.join(", ", choices.subList(0, last)) + " or " + choices.get(last);
    }

    private static String startInLowerCase(String sentence) {
        String phrase = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return phrase.substring(0, 1).toLowerCase(Locale.ROOT) + phrase.substring(1);
    }
}
