package ai.scidex.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks of values against the limits of the schema, as the generated types make them.
 *
 * <p>What breaks a limit is refused by its place in the document: the name of the member, and the index or name of the
 * entry inside it, for example {@code training_data/1}.
 */
final class Limits {

    private static final int LONGEST_SHOWN = 60;

    private Limits() {}

    /** Returns {@code value}, which must be there. */
    static <T> T required(String place, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(place + " is missing");
        }
        return value;
    }

    static void atLeast(String place, BigDecimal value, String limit) {
        number(place, value, value.compareTo(new BigDecimal(limit)) >= 0, "at least " + limit);
    }

    static void atMost(String place, BigDecimal value, String limit) {
        number(place, value, value.compareTo(new BigDecimal(limit)) <= 0, "at most " + limit);
    }

    static void moreThan(String place, BigDecimal value, String limit) {
        number(place, value, value.compareTo(new BigDecimal(limit)) > 0, "more than " + limit);
    }

    static void lessThan(String place, BigDecimal value, String limit) {
        number(place, value, value.compareTo(new BigDecimal(limit)) < 0, "less than " + limit);
    }

    static void multipleOf(String place, BigDecimal value, String factor) {
        boolean isMultiple = value.remainder(new BigDecimal(factor)).signum() == 0;
        number(place, value, isMultiple, "a multiple of " + factor);
    }

    private static void number(String place, BigDecimal value, boolean fits, String remedy) {
        if (!fits) {
            throw refused(place, value.toPlainString(), remedy);
        }
    }

    /** A character is one of Unicode, however many Java needs for it. */
    static void lengthAtLeast(String place, String text, int least) {
        length(place, text, text.codePointCount(0, text.length()) >= least, "at least " + least);
    }

    static void lengthAtMost(String place, String text, int most) {
        length(place, text, text.codePointCount(0, text.length()) <= most, "at most " + most);
    }

    private static void length(String place, String text, boolean fits, String remedy) {
        if (!fits) {
            String length = count(text.codePointCount(0, text.length()), "character", "characters");
            throw new IllegalArgumentException("%s has %s; give %s".formatted(place, length, remedy));
        }
    }

    static void entriesAtLeast(String place, int entries, int least) {
        entries(place, entries, entries >= least, "at least " + least);
    }

    static void entriesAtMost(String place, int entries, int most) {
        entries(place, entries, entries <= most, "at most " + most);
    }

    private static void entries(String place, int entries, boolean fits, String remedy) {
        if (!fits) {
            throw new IllegalArgumentException(
                    "%s has %s; give %s".formatted(place, count(entries, "entry", "entries"), remedy));
        }
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** Refuses a text that is there twice. */
    static void distinct(String place, List<?> texts) {
        Set<Object> seen = new HashSet<>();
        for (Object text : texts) {
            if (!seen.add(text)) {
                throw new IllegalArgumentException(
                        "%s holds %s twice; give each entry once".formatted(place, quote(text.toString())));
            }
        }
    }

    /** Refuses a value of none of {@code types}, which are called as in JSON Schema. */
    static void type(String place, JsonNode value, String... types) {
        if (Arrays.stream(types).noneMatch(type -> isOf(type, value))) {
            String remedy = Arrays.stream(types).map(Limits::withArticle).collect(Collectors.joining(" or "));
            throw refused(place, show(value.toString()), remedy);
        }
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isNumber() && WholeNumbers.isWhole(value.decimalValue());
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> throw new AssertionError("unhandled " + type);
        };
    }

    private static String withArticle(String type) {
        return switch (type) {
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "an object";
            default -> throw new AssertionError("unhandled " + type);
        };
    }

    /** Refuses members that the schema does not leave open. */
    static void additional(Set<String> names, List<String> known, List<String> forbidden) {
        for (String name : known) {
            if (names.contains(name)) {
                throw new IllegalArgumentException(name + " is a known member, not an additional one");
            }
        }
        for (String name : forbidden) {
            if (names.contains(name)) {
                throw new IllegalArgumentException(name + " does not belong here; remove it");
            }
        }
    }

    /** Has {@code check} look at each entry, together with its place. */
    static <T> void each(String place, List<T> list, BiConsumer<String, ? super T> check) {
        for (int i = 0; i < list.size(); i++) {
            check.accept(inside(place, Integer.toString(i)), list.get(i));
        }
    }

    /** Has {@code check} look at each entry, together with its place. */
    static <T> void each(String place, Map<String, T> map, BiConsumer<String, ? super T> check) {
        map.forEach((name, value) -> check.accept(inside(place, name), value));
    }

    /** Returns the place of a member of the document: what follows the slash of its JSON Pointer. */
    static String place(@Nullable String name) {
        return name == null ? "null" : show(name.replace("~", "~0").replace("/", "~1"));
    }

    /** Returns the place of an entry of what stands at {@code place}. */
    static String inside(String place, @Nullable String name) {
        return place + "/" + place(name);
    }

    /** Returns the refusal of a value, with what to give instead of it. */
    static IllegalArgumentException refused(String place, String value, String remedy) {
        return new IllegalArgumentException("%s must not be %s; give %s".formatted(place, show(value), remedy));
    }

    /** Returns {@code text} in quotation marks, cut where it is long. */
    static String quote(String text) {
        return show(TextNode.valueOf(text).toString());
    }

    /** Returns the beginning of {@code text}, without credentials and characters that a terminal would act upon. */
    static String show(String text) {
        String harmless = Credentials.hide(text);
        String shown = harmless.length() <= LONGEST_SHOWN ? harmless : harmless.substring(0, LONGEST_SHOWN) + "…";
        return shown.codePoints()
                .mapToObj(c -> isInvisible(c) ? "\\u%04x".formatted(c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }
}
