package ai.scidex.migration.backfill;

import ai.scidex.catalog.validation.MetadataSchema;
import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.migration.decision.Rules;
import ai.scidex.migration.manifest.Landings;
import ai.scidex.migration.manifest.Manifest;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table {@code backfill_runs}: which runs there were, and which is unfinished. */
@Singleton
public final class Runs {

    private static final String UNFINISHED = """
            SELECT max(run_id)
              FROM backfill_runs
             WHERE finished_at IS NULL
               AND rules_version = ?
               AND schema_sha256 = ?
               AND manifest IS NOT DISTINCT FROM CAST(? AS JSONB)
            """;

    private static final String LAST = "SELECT max(run_id) FROM backfill_runs";

    private static final String DECIDED = """
            SELECT artifact_id
              FROM metadata_changes
             WHERE run_id = ?
               AND artifact_id = ANY (?)
             ORDER BY artifact_id COLLATE "C"
            """;

    private static final String OPEN = """
            INSERT INTO backfill_runs (started_at, started_by, tool_version, rules_version, schema_version, schema_sha256, manifest)
            VALUES (?, session_user, ?, ?, ?, ?, CAST(? AS JSONB))
            RETURNING run_id
            """;

    private static final String GIVE_UP = "UPDATE backfill_runs SET finished_at = ? WHERE finished_at IS NULL";

    private static final String FINISH = "UPDATE backfill_runs SET finished_at = ? WHERE run_id = ?";

    /** What reads the record right after a long run would else be planned as if the tables were empty. */
    private static final String ANALYZE =
            "ANALYZE model_versions, metadata_changes, metadata_holds, model_promotion_events";

    private final JdbcOperations jdbc;
    private final MetadataSchema schema;
    private final Clock clock;

    Runs(JdbcOperations jdbc, MetadataValidator validator, Clock clock) {
        this.jdbc = jdbc;
        this.schema = validator.schema();
        this.clock = clock;
    }

    /** Returns the run that was killed before its end, if there is one that would decide as we would. */
    Optional<Long> unfinished(Landings landings) {
        return jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(UNFINISHED)) {
                statement.setInt(1, Rules.VERSION);
                statement.setString(2, schema.sha256());
                statement.setString(3, manifest(landings));
                return number(statement);
            }
        });
    }

    /** Returns the latest run. */
    Optional<Long> last() {
        return jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LAST)) {
                return number(statement);
            }
        });
    }

    /** Returns which of the artifacts the run has decided. */
    public Set<String> decided(long runId, Collection<String> artifactIds) {
        return jdbc.execute(connection -> {
            Set<String> decided = new HashSet<>();
            try (PreparedStatement statement = connection.prepareStatement(DECIDED)) {
                statement.setLong(1, runId);
                statement.setArray(2, connection.createArrayOf("text", artifactIds.toArray()));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        decided.add(rows.getString(1));
                    }
                }
            }
            return decided;
        });
    }

    /** Records the beginning of a run and returns its id. What an unfinished run left undone is this one's to do. */
    long open(Landings landings, String toolVersion) {
        giveUpUnfinished();
        return jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
                statement.setTimestamp(1, now());
                statement.setString(2, toolVersion);
                statement.setInt(3, Rules.VERSION);
                statement.setString(4, schema.version());
                statement.setString(5, schema.sha256());
                statement.setString(6, manifest(landings));
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    /** Records the end of a run. */
    void finish(long runId) {
        jdbc.execute(connection -> {
            try (PreparedStatement finish = connection.prepareStatement(FINISH);
                    PreparedStatement analyze = connection.prepareStatement(ANALYZE)) {
                finish.setTimestamp(1, now());
                finish.setLong(2, runId);
                finish.executeUpdate();
                return analyze.executeUpdate();
            }
        });
    }

    /** The table knows one unfinished run at most, so a run that is given up ends when the next one begins. */
    private void giveUpUnfinished() {
        jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(GIVE_UP)) {
                statement.setTimestamp(1, now());
                return statement.executeUpdate();
            }
        });
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Optional<Long> number(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return Optional.ofNullable(rows.getObject(1, Long.class));
        }
    }

    private static @Nullable String manifest(Landings landings) {
        Manifest manifest = landings.manifest();
        return manifest == null ? null : manifest.json();
    }
}
