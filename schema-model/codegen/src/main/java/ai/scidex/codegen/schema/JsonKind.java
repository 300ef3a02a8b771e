package ai.scidex.codegen.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a JSON value can be. JSON Schema's {@code number} is two of them, and {@code 1.0} is an integer. */
public enum JsonKind {
    NULL("null"),
    BOOLEAN("a boolean"),
    INTEGER("an integer"),
    FRACTION("a number with a fraction"),
    STRING("a string"),
    ARRAY("an array"),
    OBJECT("an object");

    private final String words;

    JsonKind(String words) {
        this.words = words;
    }

    /** Returns what {@code value} is. */
    public static JsonKind of(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> NULL;
            case BOOLEAN -> BOOLEAN;
            case NUMBER -> isWhole(value.decimalValue()) ? INTEGER : FRACTION;
            case STRING -> STRING;
            case ARRAY -> ARRAY;
            case OBJECT -> OBJECT;
            default -> throw new AssertionError("no JSON: " + value);
        };
    }

    /** Returns the kinds that {@code name}, a value of the keyword {@code type}, stands for. */
    public static Set<JsonKind> named(String name) {
        return switch (name) {
            case "null" -> EnumSet.of(NULL);
            case "boolean" -> EnumSet.of(BOOLEAN);
            case "integer" -> EnumSet.of(INTEGER);
            case "number" -> EnumSet.of(INTEGER, FRACTION);
            case "string" -> EnumSet.of(STRING);
            case "array" -> EnumSet.of(ARRAY);
            case "object" -> EnumSet.of(OBJECT);
            default -> throw new IllegalArgumentException("JSON Schema has no type '%s'".formatted(name));
        };
    }

    /** Returns {@code kinds} as a sentence names them, for example {@code an array or a string}. */
    public static String words(Set<JsonKind> kinds) {
        if (kinds.containsAll(Set.of(INTEGER, FRACTION))) {
            Set<JsonKind> others = EnumSet.copyOf(kinds);
            others.removeAll(List.of(INTEGER, FRACTION));
            return others.isEmpty() ? "a number" : "a number or " + words(others);
        }
        return kinds.stream().map(kind -> kind.words).collect(Collectors.joining(" or "));
    }

    private static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }
}
