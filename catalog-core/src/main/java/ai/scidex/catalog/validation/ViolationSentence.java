package ai.scidex.catalog.validation;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Words a violation: the offending value and what to do. */
final class ViolationSentence {

    private static final int LONGEST_VALUE = 60;

    private ViolationSentence() {}

    static Violation notAnObject(JsonNode document) {
        return new Violation("", "type", "the document is %s; metadata is a JSON object".formatted(kind(document)));
    }

    static Violation noVariant(JsonNode isExternal) {
        String remedy = "give true for a model that somebody else made, false for one of our own";
        return isExternal.isMissingNode()
                ? new Violation("/is_external", "required", "is missing; " + remedy)
                : new Violation("/is_external", "type", "%s is no boolean; %s".formatted(quote(isExternal), remedy));
    }

    /** Returns the violation that {@code message} reports against {@code variant}. */
    static Violation of(ValidationMessage message, VariantSchemas.Variant variant) {
        String keyword = message.getType();
        if (keyword.equals("required")) {
            return missing(message, variant);
        }
        String pointer = message.getInstanceLocation().toString();
        JsonNode value = message.getInstanceNode();
        JsonNode expected = message.getSchemaNode();
        String name = pointer.substring(1).split("/", 2)[0];
        String sentence = switch (keyword) {
            case "type" -> "%s is %s; give %s".formatted(quote(value), kind(value), types(expected));
            case "enum" -> "%s is none of %s".formatted(quote(value), names(expected));
            case "minimum" -> outOfBounds(value, "less", expected.decimalValue());
            case "maximum" -> outOfBounds(value, "more", expected.decimalValue());
            case "minItems", "minProperties" -> "is empty; give at least one entry";
            case "pattern" -> text(value, name, variant.isExternal());
            case "false", "not" -> "does not belong to an internal model; remove it, or set is_external to true";
            default -> "%s: %s".formatted(quote(value), message.getError());
        };
        return new Violation(pointer, keyword.equals("false") ? "not" : keyword, sentence);
    }

    static Violation tooSmall(String property, JsonNode value, BigDecimal minimum) {
        return new Violation("/" + property, "minimum", outOfBounds(value, "less", minimum));
    }

    static Violation tooLarge(String property, JsonNode value, BigDecimal maximum) {
        return new Violation("/" + property, "maximum", outOfBounds(value, "more", maximum));
    }

    private static String outOfBounds(JsonNode value, String direction, BigDecimal bound) {
        return "%s is %s than %s; give the number itself, without unit".formatted(quote(value), direction, bound);
    }

    private static Violation missing(ValidationMessage message, VariantSchemas.Variant variant) {
        String parent = message.getInstanceLocation().toString();
        String property = message.getProperty();
        String remedy = parent.isEmpty() ? startInLowerCase(variant.description(property)) : "a number";
        return new Violation(parent + "/" + escape(property), "required", "is missing; give " + remedy);
    }

    private static String text(JsonNode value, String name, boolean isExternal) {
        String text = value.asText();
        if (TextForms.isBlank(text)) {
            return "is blank; write something, or leave the field out if it is optional";
        }
        if (TextForms.isPlaceholder(text)) {
            return "%s is a placeholder; write what it stands for".formatted(quote(value));
        }
        if (TextForms.isNotDisclosed(text)) {
            return isExternal
                    ? "%s stands alone, not in a list".formatted(quote(value))
                    : "%s is for external models only; name the data".formatted(quote(value));
        }
        if (TextForms.isMovingRef(text)) {
            return "%s is a moving ref; give a commit, tag or version".formatted(quote(value));
        }
        return name.endsWith("_url")
                ? "%s is no absolute http or https URL without credentials".formatted(quote(value))
                : "%s is not of the form that the schema asks for".formatted(quote(value));
    }

    private static String types(JsonNode expected) {
        if (!expected.isArray()) {
            return type(expected);
        }
        return StreamSupport.stream(expected.spliterator(), false)
                .map(ViolationSentence::type)
                .collect(Collectors.joining(" or "));
    }

    private static String type(JsonNode name) {
        return switch (name.asText()) {
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "an object";
            default -> name.asText();
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

    private static String names(JsonNode values) {
        List<String> names = StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return String.join(", ", names);
    }

    /** The value as JSON, cut where it is long, and without characters that a terminal would act upon. */
    private static String quote(JsonNode value) {
        String text = MetadataJson.write(value);
        String shown = text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
        return shown.codePoints()
                .mapToObj(c -> isInvisible(c) ? "\\u%04x".formatted(c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }

    private static String startInLowerCase(String sentence) {
        String phrase = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return phrase.substring(0, 1).toLowerCase(Locale.ROOT) + phrase.substring(1);
    }

    /** Returns {@code segment} as it stands in a JSON Pointer. */
    static String escape(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }
}
