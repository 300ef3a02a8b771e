package ai.scidex.codegen.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Comparator;

/** When two values are the same to JSON Schema: numbers are compared by value, so that {@code 1.0} is {@code 1}. */
public final class SameValue {

    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    };

    private SameValue() {}

    /** Returns whether the two are the same. */
    public static boolean of(JsonNode one, JsonNode other) {
        return one.equals(BY_VALUE, other);
    }

    /** Returns whether one of {@code values} is the same as {@code value}. */
    public static boolean isAmong(Collection<JsonNode> values, JsonNode value) {
        return values.stream().anyMatch(other -> of(other, value));
    }
}
