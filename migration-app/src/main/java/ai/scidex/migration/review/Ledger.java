package ai.scidex.migration.review;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes what people decide into the holds, and into the table {@code hold_decisions}, which is never changed. */
@Singleton
final class Ledger {

    private static final String CLOSE = """
            UPDATE metadata_holds
               SET status = ?, value = CAST(? AS JSONB), decided_by = ?, decided_at = ?, note = ?
             WHERE hold_id = ?
               AND status = 'open'
            """;

    private static final String OPEN_AGAIN = """
            UPDATE metadata_holds
               SET status = 'open', value = NULL, decided_by = NULL, decided_at = NULL, note = NULL
             WHERE hold_id = ?
            """;

    private static final String RECORD = """
            INSERT INTO hold_decisions (hold_id, artifact_id, field, action, value, decided_by, decided_at, note)
            VALUES (?, ?, ?, ?, CAST(? AS JSONB), ?, ?, ?)
            """;

    private final JdbcOperations jdbc;
    private final Clock clock;

    Ledger(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Closes a hold.
     *
     * @param value the value of the field; absent if it stays empty
     */
    void close(HeldField hold, @Nullable JsonNode value, Reviewer reviewer) {
        String status = value == null ? HeldField.DISMISSED : HeldField.RESOLVED;
        String json = value == null ? null : MetadataJson.write(value);
        Timestamp at = at(reviewer);
        jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(CLOSE)) {
                statement.setString(1, status);
                statement.setString(2, json);
                statement.setString(3, reviewer.by());
                statement.setTimestamp(4, at);
                statement.setString(5, reviewer.note());
                statement.setLong(6, hold.holdId());
                return statement.executeUpdate();
            }
        });
        record(hold, status, json, reviewer, at);
    }

    /** Takes a decision back: the hold is open again. */
    void reopen(HeldField hold, Reviewer reviewer) {
        jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OPEN_AGAIN)) {
                statement.setLong(1, hold.holdId());
                return statement.executeUpdate();
            }
        });
        record(hold, "reopened", null, reviewer, at(reviewer));
    }

    private void record(HeldField hold, String action, @Nullable String value, Reviewer reviewer, Timestamp at) {
        jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
                statement.setLong(1, hold.holdId());
                statement.setString(2, hold.artifactId());
                statement.setString(3, hold.field());
                statement.setString(4, action);
                statement.setString(5, value);
                statement.setString(6, reviewer.by());
                statement.setTimestamp(7, at);
                statement.setString(8, reviewer.note());
                return statement.executeUpdate();
            }
        });
    }

    private Timestamp at(Reviewer reviewer) {
        Instant at = reviewer.at();
        return Timestamp.from(at == null ? clock.instant() : at);
    }
}
