package ai.scidex.migration.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What people decided of the held fields of an artifact: one more source for the rules, the strongest.
 *
 * @param byField the decisions; a field that nobody decided is not among them
 */
public record Rulings(Map<Field, Ruling> byField) {

    private static final Rulings NONE = new Rulings(Map.of());

    public Rulings {
        byField = byField.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(byField));
    }

    /** Returns the rulings of an artifact that nobody has looked at. */
    public static Rulings none() {
        return NONE;
    }

    /** Returns these rulings and one more, in the place of a former one on that field. */
    public Rulings with(Field field, Ruling ruling) {
        Map<Field, Ruling> more = new EnumMap<>(Field.class);
        more.putAll(byField);
        more.put(field, ruling);
        return new Rulings(more);
    }

    /** Returns these rulings but for the one on {@code field}. */
    public Rulings without(Field field) {
        Map<Field, Ruling> fewer = new EnumMap<>(Field.class);
        fewer.putAll(byField);
        fewer.remove(field);
        return new Rulings(fewer);
    }

    /** Returns the value that a person gave the field; empty if nobody did. */
    Optional<JsonNode> value(Field field) {
        return byField.get(field) instanceof Ruling.Value ruling ? Optional.of(ruling.value()) : Optional.empty();
    }

    /** Returns whether a person decided that the field stays empty. */
    boolean leavesEmpty(Field field) {
        return byField.get(field) instanceof Ruling.NoValue;
    }

    boolean decide(Field field) {
        return byField.containsKey(field);
    }
}
