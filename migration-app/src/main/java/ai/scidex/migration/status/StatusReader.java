package ai.scidex.migration.status;

import ai.scidex.catalog.PromotionState;
import ai.scidex.migration.schema.ArtifactsTable;
import ai.scidex.migration.status.Status.LastRun;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what is there. */
@Singleton
public final class StatusReader {

    private static final String MODELS = "SELECT count(*) FROM artifacts WHERE artifact_type = 'model'";

    private static final String OPEN_HOLDS = "SELECT count(*) FROM metadata_holds WHERE status = 'open'";

    private static final String OPEN_REQUIRED_HOLDS = OPEN_HOLDS + " AND required";

    private static final String RUNS = "SELECT count(*) FROM backfill_runs";

    private static final String DECISIONS = """
            SELECT s.status, count(h.hold_id)
              FROM unnest(ARRAY['resolved', 'dismissed']) WITH ORDINALITY AS s (status, place)
              LEFT JOIN metadata_holds h ON h.status = s.status
             GROUP BY s.status, s.place
             ORDER BY s.place
            """;

    private static final String STATES =
            "SELECT promotion_state, count(*) FROM model_versions GROUP BY promotion_state ORDER BY promotion_state";

    private static final String LAST_RUN = """
            SELECT run_id,
                   to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                   to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                   to_char(reverted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                   d.decided, d.taken_back
              FROM backfill_runs r
             CROSS JOIN LATERAL (SELECT count(*) AS decided, count(b.change_id) AS taken_back
                                   FROM metadata_changes c
                                   LEFT JOIN metadata_changes b ON b.reverted_change_id = c.change_id
                                  WHERE c.run_id = r.run_id) d
             ORDER BY run_id DESC
             LIMIT 1
            """;

    private final JdbcOperations jdbc;

    StatusReader(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Reads the status of a database that was never migrated. */
    public Status readUnmigrated() {
        return jdbc.execute(connection -> new Status(null, models(connection), 0, Map.of(), 0, 0, Map.of(), 0, null));
    }

    /**
     * Reads the status.
     *
     * @param migrationVersion the version that the tables have
     */
    public Status read(String migrationVersion) {
        return jdbc.execute(connection -> {
            try (Statement statement = connection.createStatement()) {
                Map<String, Long> states = states(statement);
                long versions =
                        states.values().stream().mapToLong(Long::longValue).sum();
                return new Status(
                        migrationVersion,
                        models(connection),
                        versions,
                        states,
                        count(statement, OPEN_HOLDS),
                        count(statement, OPEN_REQUIRED_HOLDS),
                        decisions(statement),
                        count(statement, RUNS),
                        lastRun(statement));
            }
        });
    }

    private static long models(Connection connection) throws SQLException {
        if (!ArtifactsTable.isThere(connection)) {
            return 0;
        }
        try (Statement statement = connection.createStatement()) {
            return count(statement, MODELS);
        }
    }

    private static Map<String, Long> states(Statement statement) throws SQLException {
        Map<String, Long> states = new LinkedHashMap<>();
        for (PromotionState state : PromotionState.values()) {
            states.put(state.text(), 0L);
        }
        try (ResultSet rows = statement.executeQuery(STATES)) {
            while (rows.next()) {
                states.put(rows.getString(1), rows.getLong(2));
            }
        }
        return states;
    }

    private static Map<String, Long> decisions(Statement statement) throws SQLException {
        Map<String, Long> decisions = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(DECISIONS)) {
            while (rows.next()) {
                decisions.put(rows.getString(1), rows.getLong(2));
            }
        }
        return decisions;
    }

    private static @Nullable LastRun lastRun(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(LAST_RUN)) {
            return rows.next()
                    ? new LastRun(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getLong(5),
                            rows.getLong(6))
                    : null;
        }
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
