package ai.scidex.catalog;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What the trigger that keeps the ledger writes beside each move, until the announcement is withdrawn or the transaction
 * ends.
 *
 * @param actor who moves
 * @param reason why; if absent, the notes that the row is given
 * @param evidence what it rests on, a JSON object
 */
record Announcement(String actor, @Nullable String reason, String evidence) {

    private static final String SET = """
            SELECT set_config('model_catalog.actor', ?, true),
                   set_config('model_catalog.reason', ?, true),
                   set_config('model_catalog.evidence', ?, true)
            """;

    /**
     * Returns what is announced when a decision of the backfill lands versions.
     *
     * @param held whether required fields of them are held
     * @param reason why they land where they do; absent if the rows get it as their notes
     */
    static Announcement ofLanding(Occasion occasion, boolean held, @Nullable String reason) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode();
        if (occasion.runId() != null) {
            evidence.put("runId", occasion.runId().toString());
        }
        evidence.put("requiredFieldsHeld", held);
        return new Announcement(occasion.actor(), reason, MetadataJson.write(evidence));
    }

    void make(Connection connection) throws SQLException {
        set(connection, actor, reason, evidence);
    }

    /** Whatever the caller's transaction moves after this, it moves in its own name. */
    static void withdraw(Connection connection) throws SQLException {
        set(connection, null, null, null);
    }

    /** A setting that was made once is never null again, so an empty one says as much. */
    private static void set(
            Connection connection, @Nullable String actor, @Nullable String reason, @Nullable String evidence)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SET)) {
            Parameters.of(statement)
                    .text(actor == null ? "" : actor)
                    .text(reason == null ? "" : reason)
                    .text(evidence == null ? "" : evidence);
            statement.execute();
        }
    }
}
