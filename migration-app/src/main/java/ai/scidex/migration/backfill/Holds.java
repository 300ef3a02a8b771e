package ai.scidex.migration.backfill;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.decision.Candidate;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.Field;
import ai.scidex.migration.decision.Hold;
import ai.scidex.migration.decision.LegacyArtifact;
import ai.scidex.migration.decision.Ruling;
import ai.scidex.migration.decision.Rulings;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code metadata_holds}: the fields that wait for a person, and what people decided of them. */
@Singleton
public final class Holds {

    /** What an artifact was held for before, and is no more. */
    private static final String WITHDRAW = """
            UPDATE metadata_holds h
               SET status = 'withdrawn', decided_by = ?, decided_at = now(), note = ?
             WHERE h.status = 'open'
               AND h.artifact_id = ANY (?::TEXT[])
               AND NOT EXISTS (SELECT
                                 FROM unnest(?::TEXT[], ?::TEXT[]) AS still (artifact_id, field)
                                WHERE still.artifact_id = h.artifact_id
                                  AND still.field = h.field)
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

    /** What people decided holds for the metadata that they saw, and no other; a later decision replaces an earlier one. */
    private static final String RULINGS = """
            SELECT DISTINCT ON (h.artifact_id, h.field) h.artifact_id, h.field, h.status, h.value::TEXT AS value
              FROM metadata_holds h
              JOIN unnest(?::TEXT[], ?::TEXT[]) AS s (artifact_id, sha256)
                ON s.artifact_id = h.artifact_id
               AND s.sha256 IS NOT DISTINCT FROM h.seen_sha256
             WHERE h.status IN ('resolved', 'dismissed')
             ORDER BY h.artifact_id, h.field, h.hold_id DESC
            """;

    private final JdbcOperations jdbc;

    Holds(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns what people decided of the artifacts as they are; one that nobody looked at is not among them. */
    public Map<ArtifactId, Rulings> rulings(List<LegacyArtifact> artifacts) {
        return rulings(jdbc, "", artifacts);
    }

    /**
     * As {@link #rulings(List)}.
     *
     * @param emptyTables what a query begins with where tables are missing
     */
    static Map<ArtifactId, Rulings> rulings(JdbcOperations jdbc, String emptyTables, List<LegacyArtifact> artifacts) {
        return jdbc.execute(connection -> {
            Object[] ids = artifacts.stream().map(one -> one.id().value()).toArray();
            Object[] hashes = artifacts.stream().map(LegacyArtifact::sha256).toArray();
            Map<ArtifactId, Rulings> rulings = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(emptyTables + RULINGS)) {
                statement.setArray(1, connection.createArrayOf("text", ids));
                statement.setArray(2, connection.createArrayOf("text", hashes));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        add(rows, rulings);
                    }
                }
            }
            return rulings;
        });
    }

    private static void add(ResultSet row, Map<ArtifactId, Rulings> rulings) throws SQLException {
        Optional<Field> field = Field.named(row.getString("field"));
        if (field.isPresent()) {
            String value = row.getString("value");
            Ruling ruling = value == null ? new Ruling.NoValue() : new Ruling.Value(RecordedJson.parse(value));
            rulings.merge(
                    new ArtifactId(row.getString("artifact_id")),
                    Rulings.none().with(field.get(), ruling),
                    (some, one) -> some.with(field.get(), ruling));
        }
    }

    /** Makes the open holds of the artifacts those of the decisions of a run, in the caller's transaction. */
    void open(long runId, List<Decision> decisions) {
        open(runId, decisions, "run " + runId, "decided again after an edit");
    }

    /**
     * Makes the open holds of the artifacts those of the decisions, in the caller's transaction.
     *
     * @param runId the run whose decisions they are
     * @param by who withdraws what is held no more
     * @param why why
     */
    public void open(long runId, List<Decision> decisions, String by, String why) {
        jdbc.execute(connection -> {
            withdraw(connection, decisions, by, why);
            return insert(connection, runId, decisions);
        });
    }

    private static void withdraw(Connection connection, List<Decision> decisions, String by, String why)
            throws SQLException {
        List<String> ids = new ArrayList<>();
        List<String> heldIds = new ArrayList<>();
        List<String> heldFields = new ArrayList<>();
        for (Decision decision : decisions) {
            String id = decision.artifact().id().value();
            ids.add(id);
            for (Hold hold : decision.holds()) {
                heldIds.add(id);
                heldFields.add(hold.field().text());
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(WITHDRAW)) {
            statement.setString(1, by);
            statement.setString(2, why);
            statement.setArray(3, connection.createArrayOf("text", ids.toArray()));
            statement.setArray(4, connection.createArrayOf("text", heldIds.toArray()));
            statement.setArray(5, connection.createArrayOf("text", heldFields.toArray()));
            statement.executeUpdate();
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
