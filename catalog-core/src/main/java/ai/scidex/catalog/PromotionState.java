package ai.scidex.catalog;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where a model version stands in the evaluation gate. The database's trigger guards the same moves. */
public enum PromotionState {
    /** Registered, not yet judged. */
    CANDIDATE,
    /** Passed the gate. */
    PROMOTED,
    /** Failed the gate. */
    REJECTED,
    /** Gave way to another version of its lineage. */
    SUPERSEDED;

    private static final Map<PromotionState, Set<PromotionState>> MOVES = new EnumMap<>(Map.of(
            CANDIDATE, EnumSet.of(PROMOTED, REJECTED, SUPERSEDED),
            PROMOTED, EnumSet.of(SUPERSEDED),
            REJECTED, EnumSet.of(CANDIDATE),
            SUPERSEDED, EnumSet.of(PROMOTED)));

    /** Returns whether a version in this state may move to {@code next}. Staying is no move. */
    public boolean canMoveTo(PromotionState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Returns the state as the database and JSON write it, for example {@code candidate}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the state that {@code text} names, as the database and JSON write it.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static PromotionState of(String text) {
        for (PromotionState state : values()) {
            if (state.text().equals(text)) {
                return state;
            }
        }
        throw new IllegalArgumentException("not a promotion state: '%s'".formatted(text));
    }
}
