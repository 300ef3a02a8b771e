package ai.scidex.metadata;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values as the metadata types keep them: nobody can change them, and JSON and PostgreSQL can hold them.
 *
 * <p>A {@link JsonNode} can be changed by whoever holds it. What is kept is a copy that stands on unmodifiable
 * collections: any attempt to change it fails with an {@link UnsupportedOperationException}, and {@code deepCopy()} of
 * it can be changed again. Numbers are kept in one form, so that nodes that are written alike are equal.
 */
final class Frozen {

    private static final int LONGEST_WRITTEN_OUT = 1000;

    private Frozen() {}

    /** Returns {@code text}, which PostgreSQL can hold: no NUL character in it, no half of a surrogate pair. */
    static String text(String place, @Nullable String text) {
        String given = Limits.required(place, text);
        if (given.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException(
                    place + " holds a NUL character or half a surrogate pair, which PostgreSQL cannot keep; remove it");
        }
        return given;
    }

    /** Returns {@code number}, which PostgreSQL can hold; of numbers that are written alike it returns equal ones. */
    static BigDecimal number(String place, @Nullable BigDecimal number) {
        BigDecimal given = Limits.required(place, number);
        try {
            StorableNumbers.check(given);
        } catch (StreamConstraintsException e) {
            throw new IllegalArgumentException("%s: %s".formatted(place, e.getOriginalMessage()), e);
        }
        if (given.scale() > 0) {
            return given;
        }
        return isLong(given) ? withoutZeros(given) : given.setScale(0);
    }

    /**
     * Returns {@code number} with the zeros at its end in the exponent.
     *
     * <p>{@link BigDecimal#stripTrailingZeros} takes them away one by one: seconds, for a number of 100,000.
     */
    private static BigDecimal withoutZeros(BigDecimal number) {
        BigInteger digits = number.unscaledValue();
        int scale = number.scale();
        // Each zero at the end is a factor of two, so there are no more of them than zeros in binary.
        int most = Integer.highestOneBit(Math.max(digits.getLowestSetBit(), 0));
        for (int zeros = most; zeros > 0; zeros /= 2) {
            BigInteger[] parts = digits.divideAndRemainder(BigInteger.TEN.pow(zeros));
            if (parts[1].signum() == 0) {
                digits = parts[0];
                scale -= zeros;
            }
        }
        return new BigDecimal(digits, scale);
    }

    /** A number such as 1e100000 is short as long as nobody writes it out; 0e100000 is 0. */
    private static boolean isLong(BigDecimal number) {
        return number.signum() != 0 && number.precision() - number.scale() > LONGEST_WRITTEN_OUT;
    }

    /** Returns {@code number}, which PostgreSQL can hold. */
    static BigInteger number(String place, @Nullable BigInteger number) {
        BigInteger given = Limits.required(place, number);
        number(place, new BigDecimal(given));
        return given;
    }

    /**
     * Returns the number that {@code number} is when it is printed.
     *
     * @throws IllegalArgumentException if it is none, as {@link Double#NaN}
     */
    static BigDecimal number(String place, @Nullable Number number) {
        String digits = Limits.required(place, number).toString();
        try {
            return number(place, new BigDecimal(digits));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is %s, which JSON has no number for".formatted(place, digits), e);
        }
    }

    /** Returns a node for {@code number}. */
    static JsonNode node(String place, @Nullable Number number) {
        BigDecimal exact = number(place, number);
        if (exact.scale() != 0 || isLong(exact)) {
            return DecimalNode.valueOf(exact);
        }
        BigInteger whole = exact.toBigInteger();
        if (whole.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(whole.intValue());
        }
        return whole.bitLength() < Long.SIZE ? LongNode.valueOf(whole.longValue()) : BigIntegerNode.valueOf(whole);
    }

    /**
     * Returns a copy of {@code value}, which nests no deeper than a document may at that place.
     *
     * <p>What is wrong inside it is refused by the place of the whole.
     */
    static JsonNode json(String place, @Nullable JsonNode value) {
        int containers = 1 + (int) place.chars().filter(c -> c == '/').count();
        return json(place, value, MetadataJson.MAX_DEPTH - containers);
    }

    private static JsonNode json(String place, @Nullable JsonNode given, int depth) {
        JsonNode value = Limits.required(place, given);
        if (value.isContainerNode() && depth == 0) {
            throw new IllegalArgumentException(
                    "%s makes the document nest more than %d levels deep".formatted(place, MetadataJson.MAX_DEPTH));
        }
        return switch (value.getNodeType()) {
            case OBJECT -> {
                Map<String, JsonNode> members = new LinkedHashMap<>();
                value.properties()
                        .forEach(member ->
                                members.put(text(place, member.getKey()), json(place, member.getValue(), depth - 1)));
                yield new ObjectNode(JsonNodeFactory.instance, Collections.unmodifiableMap(members));
            }
            case ARRAY -> {
                List<JsonNode> elements = new ArrayList<>(value.size());
                value.forEach(element -> elements.add(json(place, element, depth - 1)));
                yield new ArrayNode(JsonNodeFactory.instance, Collections.unmodifiableList(elements));
            }
            case STRING -> {
                text(place, value.textValue());
                yield value;
            }
            case NUMBER -> node(place, value.numberValue());
            case BOOLEAN, NULL -> value;
            case BINARY, MISSING, POJO ->
                throw new IllegalArgumentException(
                        "%s holds a %s node, which is no JSON".formatted(place, value.getNodeType()));
        };
    }

    /** Returns a copy of {@code list}, each entry taken over by {@code entry}, which is given its place too. */
    static <T> List<T> list(String place, @Nullable List<T> list, BiFunction<String, T, T> entry) {
        List<T> copy = new ArrayList<>();
        Limits.each(place, Limits.required(place, list), (inside, value) -> copy.add(entry.apply(inside, value)));
        return Collections.unmodifiableList(copy);
    }

    /** Returns a copy of {@code map}, each entry taken over by {@code entry}, which is given its place too. */
    static <T> Map<String, T> map(String place, @Nullable Map<String, T> map, BiFunction<String, T, T> entry) {
        Map<String, T> copy = new LinkedHashMap<>();
        Limits.required(place, map)
                .forEach((name, value) -> copy.put(text(place, name), entry.apply(Limits.inside(place, name), value)));
        return Collections.unmodifiableMap(copy);
    }

    /**
     * Returns a copy of the members that the schema does not name.
     *
     * @param containers how many objects and arrays they stand in
     */
    static Map<String, JsonNode> members(int containers, @Nullable Map<String, JsonNode> members) {
        Map<String, JsonNode> copy = new LinkedHashMap<>();
        Limits.required("additionalProperties", members).forEach((name, value) -> {
            text("the name of a member", name);
            copy.put(name, json(Limits.place(name), value, MetadataJson.MAX_DEPTH - containers));
        });
        return Collections.unmodifiableMap(copy);
    }

    /**
     * Returns whether two kept values are the same JSON, whatever the order of members.
     *
     * <p>To {@link JsonNode#equals} 1.10 and 1.1 are equal. They are written differently, so here they are not.
     */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof JsonNode node && other instanceof JsonNode otherNode) {
            return node.equals((a, b) -> a.equals(b) && scale(a) == scale(b) ? 0 : 1, otherNode);
        }
        if (one instanceof List<?> list && other instanceof List<?> otherList) {
            if (list.size() != otherList.size()) {
                return false;
            }
            for (int i = 0; i < list.size(); i++) {
                if (!same(list.get(i), otherList.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> otherMap) {
            return map.keySet().equals(otherMap.keySet())
                    && map.entrySet().stream().allMatch(entry -> same(entry.getValue(), otherMap.get(entry.getKey())));
        }
        return Objects.equals(one, other);
    }

    private static int scale(JsonNode value) {
        return value.isBigDecimal() ? value.decimalValue().scale() : 0;
    }
}
