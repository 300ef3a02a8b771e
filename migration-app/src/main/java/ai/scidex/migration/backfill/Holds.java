package ai.scidex.migration.backfill;

import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.decision.Candidate;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.Hold;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The table {@code metadata_holds}: the fields that wait for a person. */
@Singleton
final class Holds {

    /** What an artifact was held for before, and is no more. */
    private static final String WITHDRAW = """
            UPDATE metadata_holds
               SET status = 'withdrawn', decided_by = ?, decided_at = now(), note = 'decided again after an edit'
             WHERE status = 'open'
               AND artifact_id = ?
               AND NOT field = ANY (?)
            """;

    private static final String OPEN = """
            INSERT INTO metadata_holds (artifact_id, run_id, field, reason, required, candidates, seen_sha256)
            VALUES (?, ?, ?, ?, ?, CAST(? AS JSONB), ?)
                ON CONFLICT (artifact_id, field) WHERE status = 'open' DO UPDATE
               SET run_id = excluded.run_id,
                   reason = excluded.reason,
                   required = excluded.required,
                   candidates = excluded.candidates,
                   seen_sha256 = excluded.seen_sha256
            """;

    private final JdbcOperations jdbc;

    Holds(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the open holds of the artifacts those of the decisions, in the caller's transaction. */
    void open(long runId, List<Decision> decisions) {
        jdbc.execute(connection -> {
            withdraw(connection, runId, decisions);
            return insert(connection, runId, decisions);
        });
    }

    private static void withdraw(Connection connection, long runId, List<Decision> decisions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WITHDRAW)) {
            for (Decision decision : decisions) {
                Object[] fields = decision.holds().stream()
                        .map(hold -> hold.field().text())
                        .toArray();
                statement.setString(1, "run " + runId);
                statement.setString(2, decision.artifact().id().value());
                statement.setArray(3, connection.createArrayOf("text", fields));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static int insert(Connection connection, long runId, List<Decision> decisions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            for (Decision decision : decisions) {
                for (Hold hold : decision.holds()) {
                    statement.setString(1, decision.artifact().id().value());
                    statement.setLong(2, runId);
                    statement.setString(3, hold.field().text());
                    statement.setString(4, hold.reason().text());
                    statement.setBoolean(5, hold.required());
                    statement.setString(6, json(hold.candidates()));
                    statement.setString(7, decision.artifact().sha256());
                    statement.addBatch();
                }
            }
            return statement.executeBatch().length;
        }
    }

    private static String json(List<Candidate> candidates) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Candidate candidate : candidates) {
            array.addObject().put("source", candidate.source()).set("value", candidate.value());
        }
        return MetadataJson.write(array);
    }
}
