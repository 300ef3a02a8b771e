package ai.scidex.migration.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What people decided of the held fields of an artifact: one more source for the rules, the strongest.
 *
 * @param byField the decisions; a field that nobody decided is not among them
 * @param replaced the fields whose column takes the value that a person gave, whatever it holds. In another column somebody
 *     may have written since, and a run fills only what is empty: what stands there stays, and contradicts.
 */
public record Rulings(Map<Field, Ruling> byField, Set<Field> replaced) {

    private static final Rulings NONE = new Rulings(Map.of());

    public Rulings {
        byField = byField.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(byField));
        replaced = Set.copyOf(replaced);
    }

    /** Decisions that replace nothing. */
    public Rulings(Map<Field, Ruling> byField) {
        this(byField, Set.of());
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
        return new Rulings(more, replaced);
    }

    /** Returns these rulings, which replace what the columns of {@code fields} hold. */
    public Rulings replacing(Set<Field> fields) {
        return new Rulings(byField, fields);
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

    /** Returns whether nothing that stands in the column of the field can contradict what a person decided. */
    boolean settle(Field field) {
        return leavesEmpty(field) || (decide(field) && replaced.contains(field));
    }
}
