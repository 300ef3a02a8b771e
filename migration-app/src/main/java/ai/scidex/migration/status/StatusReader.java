package ai.scidex.migration.status;

import ai.scidex.catalog.PromotionState;
import ai.scidex.migration.status.Status.LastRun;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what is there. */
@Singleton
public final class StatusReader {

    private static final String HAS_ARTIFACTS = "SELECT to_regclass('artifacts') IS NOT NULL";

    private static final String MODELS = "SELECT count(*) FROM artifacts WHERE artifact_type = 'model'";

    private static final String OPEN_HOLDS = "SELECT count(*) FROM metadata_holds WHERE status = 'open'";

    private static final String STATES =
            "SELECT promotion_state, count(*) FROM model_versions GROUP BY promotion_state ORDER BY promotion_state";

    private static final String LAST_RUN = """
            SELECT run_id,
                   to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                   to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
              FROM backfill_runs
             ORDER BY run_id DESC
             LIMIT 1
            """;

    private final JdbcOperations jdbc;

    StatusReader(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Reads the status; works before the first migration too.
     *
     * @param migrationVersion the version that the tables have; empty before the first migration
     */
    public Status read(Optional<String> migrationVersion) {
        return jdbc.execute(connection -> {
            try (Statement statement = connection.createStatement()) {
                long models = is(statement, HAS_ARTIFACTS) ? count(statement, MODELS) : 0;
                if (migrationVersion.isEmpty()) {
                    return new Status(null, models, 0, Map.of(), 0, null);
                }
                Map<String, Long> states = states(statement);
                long versions =
                        states.values().stream().mapToLong(Long::longValue).sum();
                long holds = count(statement, OPEN_HOLDS);
                return new Status(migrationVersion.get(), models, versions, states, holds, lastRun(statement));
            }
        });
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

    private static @Nullable LastRun lastRun(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(LAST_RUN)) {
            return rows.next() ? new LastRun(rows.getString(1), rows.getString(2), rows.getString(3)) : null;
        }
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static boolean is(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
