package ai.scidex.catalog;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements that move versions in the evaluation gate. The trigger of {@code model_versions} keeps the ledger. */
@Singleton
final class PromotionStatements {

    private static final String STANDING = """
            SELECT a.metadata::TEXT AS metadata,
                   ARRAY(SELECT h.field
                           FROM metadata_holds h
                          WHERE h.artifact_id = a.id
                            AND h.status = 'open'
                            AND h.required
                          ORDER BY h.field COLLATE "C") AS held
              FROM artifacts a
             WHERE a.id = ?
            """;

    private static final String STEP_UP = """
            UPDATE artifacts
               SET is_latest = 1, lifecycle_state = 'active', superseded_by = NULL, updated_at = now()
             WHERE id = ?
            """;

    private static final String STEP_DOWN = """
            UPDATE artifacts
               SET is_latest = 0, lifecycle_state = 'superseded', superseded_by = ?, updated_at = now()
             WHERE id = ANY (?)
            """;

    /** What is rejected stays so; it only is the latest no more. */
    private static final String STEP_ASIDE = """
            UPDATE artifacts
               SET is_latest = 0, updated_at = now()
             WHERE id = ANY (?)
            """;

    private static final String MOVE = """
            UPDATE model_versions
               SET promotion_state = ?, promotion_notes = ?
             WHERE artifact_id = ANY (?)
            """;

    private static final String OCCURRED_AT = """
            SELECT occurred_at
              FROM model_promotion_events
             WHERE artifact_id = ?
             ORDER BY event_id DESC
             LIMIT 1
            """;

    private final JdbcOperations jdbc;

    PromotionStatements(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns what speaks for and against the promotion of a version that is locked. */
    Standing standing(ArtifactId model) {
        return jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(STANDING)) {
                statement.setString(1, model.value());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    String[] held = (String[]) row.getArray("held").getArray();
                    return new Standing(row.getString("metadata"), List.of(held));
                }
            }
        });
    }

    /**
     * Makes a version the latest and promoted one, and the others that were latest step down, in both tables.
     *
     * @return when it was promoted, as the ledger has it
     */
    Instant promote(ArtifactId model, StepDown others, Announcement announcement, String notes) {
        return jdbc.execute(connection -> {
            announcement.make(connection);
            if (!others.superseded().isEmpty()) {
                update(connection, STEP_DOWN, model, others.superseded());
            }
            if (!others.aside().isEmpty()) {
                update(connection, STEP_ASIDE, null, others.aside());
            }
            if (!others.moved().isEmpty()) {
                String reason = "superseded by " + model;
                move(connection, PromotionState.SUPERSEDED, reason, others.moved());
            }
            try (PreparedStatement statement = connection.prepareStatement(STEP_UP)) {
                statement.setString(1, model.value());
                statement.executeUpdate();
            }
            move(connection, PromotionState.PROMOTED, notes, List.of(model));
            Announcement.withdraw(connection);
            return occurredAt(connection, model);
        });
    }

    /**
     * Rejects a version; nothing else moves.
     *
     * @return when, as the ledger has it
     */
    Instant reject(ArtifactId model, Announcement announcement, String notes) {
        return jdbc.execute(connection -> {
            announcement.make(connection);
            move(connection, PromotionState.REJECTED, notes, List.of(model));
            Announcement.withdraw(connection);
            return occurredAt(connection, model);
        });
    }

    private static void update(Connection connection, String sql, @Nullable ArtifactId by, List<ArtifactId> models)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            if (by != null) {
                statement.setString(next++, by.value());
            }
            statement.setArray(next, TextArray.of(connection, models));
            statement.executeUpdate();
        }
    }

    private static void move(Connection connection, PromotionState to, String notes, List<ArtifactId> models)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            statement.setString(1, to.text());
            statement.setString(2, notes);
            statement.setArray(3, TextArray.of(connection, models));
            statement.executeUpdate();
        }
    }

    private static Instant occurredAt(Connection connection, ArtifactId model) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OCCURRED_AT)) {
            statement.setString(1, model.value());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }

    /**
     * What speaks for and against a promotion.
     *
     * @param metadata the metadata as the database prints it; absent where there is none
     * @param held the required fields that wait for a person
     */
    record Standing(@Nullable String metadata, List<String> held) {}

    /**
     * The versions that were latest beside the promoted one.
     *
     * @param superseded those whose artifact becomes superseded
     * @param aside those that are rejected, and stay so
     * @param moved those of the superseded whose version moves: they are not superseded yet, and have one
     */
    record StepDown(List<ArtifactId> superseded, List<ArtifactId> aside, List<ArtifactId> moved) {}
}
