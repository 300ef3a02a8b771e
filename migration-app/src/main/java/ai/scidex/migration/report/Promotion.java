package ai.scidex.migration.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Where the version of an artifact stands in the evaluation gate, and how it got there.
 *
 * @param state its state
 * @param notes the notes of its row
 * @param before its state in the row that was there before the run; absent if there was none
 * @param expected the state that the manifest wanted it to land in; absent if no entry names it
 * @param movedTo the state that the last move led to, as the ledger tells; absent if it never moved
 * @param moveReason why it moved there
 */
record Promotion(
        String state,
        @Nullable String notes,
        @Nullable String before,
        @Nullable String expected,
        @Nullable String movedTo,
        @Nullable String moveReason) {

    private static final String CANDIDATE = "candidate";
    private static final String PROMOTED = "promoted";

    static Promotion of(ResultSet row) throws SQLException {
        return new Promotion(
                row.getString("promotion_state"),
                row.getString("promotion_notes"),
                row.getString("promotion_state_before"),
                row.getString("promotion_state_expected"),
                row.getString("moved_to"),
                row.getString("move_reason"));
    }

    /** Returns why it stands there, in words; null if nobody said. */
    @Nullable String reason() {
        if (state.equals(movedTo)) {
            return moveReason;
        }
        if (state.equals(CANDIDATE) && PROMOTED.equals(expected)) {
            return "the manifest wants it promoted, but an external model needs a certain source and version for that";
        }
        if (before != null && !before.equals(CANDIDATE)) {
            return notes == null ? "it was so before the migration" : notes;
        }
        return notes == null && expected == null ? "no manifest names it" : notes;
    }
}
