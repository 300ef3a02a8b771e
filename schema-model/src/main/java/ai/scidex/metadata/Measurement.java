package ai.scidex.metadata;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number that was measured, alone or as the {@code value} of an object that says more about it.
 *
 * <p>A number alone is another value than an object that holds the number and nothing else.
 *
 * @param value the number
 * @param isObject whether it is written as an object
 * @param additionalProperties what else the object says, for example {@code unit} or {@code n}
 */
public record Measurement(BigDecimal value, boolean isObject, Map<String, JsonNode> additionalProperties) {

    private static final String VALUE = "value";

    /** The document, the measurements by name, and the object itself. */
    private static final int CONTAINERS = 3;

    public Measurement {
        value = Frozen.number(VALUE, value);
        additionalProperties = Frozen.members(CONTAINERS, additionalProperties);
        if (additionalProperties.containsKey(VALUE)) {
            throw new IllegalArgumentException("value is a known member, not an additional one");
        }
        if (!isObject && !additionalProperties.isEmpty()) {
            throw new IllegalArgumentException("a number alone says no more, such as " + additionalProperties.keySet());
        }
    }

    /**
     * Returns a number alone.
     *
     * @param value any number that Java prints in digits; a {@code double} keeps the digits that it is printed with, so
     *     0.910 becomes 0.91, where a {@link BigDecimal} keeps all three
     */
    public static Measurement of(Number value) {
        return new Measurement(Frozen.number(VALUE, value), false, Map.of());
    }

    /** Returns this number in an object that also says {@code name}. */
    public Measurement with(String name, JsonNode said) {
        Map<String, JsonNode> members = new LinkedHashMap<>(additionalProperties);
        members.put(name, said);
        return new Measurement(value, true, members);
    }

    /** Returns this number in an object that also says {@code name}. */
    public Measurement with(String name, String said) {
        return with(name, TextNode.valueOf(said));
    }

    /** Returns this number in an object that also says {@code name}. */
    public Measurement with(String name, Number said) {
        return with(name, Frozen.node(name, said));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Measurement read(JsonNode json) {
        if (json.isNumber()) {
            return of(json.numberValue());
        }
        Limits.type("the value", json, "number", "object");
        JsonNode value = Limits.required(VALUE, json.get(VALUE));
        Limits.type(VALUE, value, "number");
        Map<String, JsonNode> others = new LinkedHashMap<>();
        json.properties().forEach(member -> others.put(member.getKey(), member.getValue()));
        others.remove(VALUE);
        return new Measurement(value.decimalValue(), true, others);
    }

    @JsonValue
    Object json() {
        if (!isObject) {
            return value;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(VALUE, value);
        members.putAll(additionalProperties);
        return members;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Measurement that
                && value.equals(that.value)
                && isObject == that.isObject
                && Frozen.same(additionalProperties, that.additionalProperties);
    }

    @Override
    public int hashCode() {
        return 31 * value.hashCode() + additionalProperties.hashCode();
    }

    /** Returns the number, and after it what else is said. */
    @Override
    public String toString() {
        return isObject ? value.toPlainString() + " " + additionalProperties : value.toPlainString();
    }
}
