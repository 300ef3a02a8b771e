package ai.scidex.migration.backfill;

import ai.scidex.catalog.validation.MetadataSchema;
import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.migration.decision.Rules;
import ai.scidex.migration.manifest.Landings;
import ai.scidex.migration.manifest.Manifest;
import ai.scidex.migration.transaction.TransactionBounds;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
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
public class Runs {

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
            INSERT INTO backfill_runs (started_at, started_by, tool_version, rules_version, schema_version, schema_sha256, manifest,
                                       planned)
            VALUES (?, session_user, ?, ?, ?, ?, CAST(? AS JSONB), ?)
            RETURNING run_id
            """;

    private static final String IN_PROGRESS = """
            SELECT run_id, planned, rules_version = ? AND schema_sha256 = ? AS same_rules,
                   manifest IS NOT DISTINCT FROM CAST(? AS JSONB) AS same_manifest
              FROM backfill_runs
             WHERE finished_at IS NULL
            """;

    /** Where the next page would begin stays on record: so those who still work on it can tell that it was not completed. */
    private static final String END = """
            UPDATE backfill_runs
               SET finished_at = ?, next_from = coalesce(next_from, '')
             WHERE run_id = ?
               AND finished_at IS NULL
            """;

    private static final String LOCK = """
            SELECT planned = ? AS same_terms
              FROM backfill_runs
             WHERE run_id = ?
               AND finished_at IS NULL
               FOR NO KEY UPDATE
            """;

    private static final String IS_WORKED_ON = """
            SELECT EXISTS (SELECT
                             FROM backfill_claims
                            WHERE run_id = ?
                              AND lease_ends >= clock_timestamp()
                              AND NOT pg_try_advisory_xact_lock_shared(process))
            """;

    private static final String DROP_CLAIMS = "DELETE FROM backfill_claims WHERE run_id = ?";

    private static final String BEGIN_ANEW = "UPDATE backfill_runs SET next_from = ?, planned = ? WHERE run_id = ?";

    /** What reads the record right after a long run would else be planned as if the tables were empty. */
    private static final String ANALYZE =
            "ANALYZE model_versions, metadata_changes, metadata_holds, model_promotion_events";

    private final JdbcOperations jdbc;
    private final MetadataSchema schema;
    private final Clock clock;
    private final TransactionBounds bounds;

    Runs(JdbcOperations jdbc, MetadataValidator validator, Clock clock, TransactionBounds bounds) {
        this.jdbc = jdbc;
        this.schema = validator.schema();
        this.clock = clock;
        this.bounds = bounds;
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

    /** Returns the run that is unfinished, whoever works on it and under whatever terms. */
    Optional<InProgress> inProgress(Landings landings) {
        return jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(IN_PROGRESS)) {
                statement.setInt(1, Rules.VERSION);
                statement.setString(2, schema.sha256());
                statement.setString(3, manifest(landings));
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.of(new InProgress(
                                    row.getLong("run_id"),
                                    row.getBoolean("planned"),
                                    row.getBoolean("same_rules"),
                                    row.getBoolean("same_manifest")))
                            : Optional.empty();
                }
            }
        });
    }

    /**
     * Records the beginning of a run and returns its id. What an unfinished run left undone is this one's to do: the table
     * knows one unfinished run at most, so that one is given up.
     *
     * @throws RunInProgressException if somebody takes part in that one
     */
    @Transactional
    public long open(Landings landings, String toolVersion, boolean planned) {
        bounds.set();
        return jdbc.execute(connection -> {
            Optional<InProgress> unfinished = inProgress(landings);
            if (unfinished.isPresent()) {
                RunLock.keepOthersOut(connection);
                end(connection, unfinished.get().id());
            }
            try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
                statement.setTimestamp(1, now());
                statement.setString(2, toolVersion);
                statement.setInt(3, Rules.VERSION);
                statement.setString(4, schema.version());
                statement.setString(5, schema.sha256());
                statement.setString(6, manifest(landings));
                statement.setBoolean(7, planned);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    /**
     * Takes an unfinished run up again. Where nobody works on it any more it begins at the first artifact: what is decided
     * waits no more, and what could not be is tried again. Others who work on it under the same terms go on.
     *
     * @return false if it has ended meanwhile; then nothing is done
     * @throws RunInProgressException if somebody takes part in it on other terms
     */
    @Transactional
    public boolean resume(long runId, boolean planned) {
        bounds.set();
        return jdbc.execute(connection -> {
            boolean sameTerms;
            try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
                statement.setBoolean(1, planned);
                statement.setLong(2, runId);
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        return false;
                    }
                    sameTerms = row.getBoolean(1);
                }
            }
            if (!sameTerms) {
                RunLock.keepOthersOut(connection);
            }
            if (!sameTerms || !isWorkedOn(connection, runId)) {
                dropClaims(connection, runId);
                try (PreparedStatement statement = connection.prepareStatement(BEGIN_ANEW)) {
                    statement.setString(1, LegacyArtifacts.FIRST_ID);
                    statement.setBoolean(2, planned);
                    statement.setLong(3, runId);
                    statement.executeUpdate();
                }
            }
            return true;
        });
    }

    /** Ends a run that is unfinished. Whoever still works on it writes no page any more. */
    @Transactional
    public void end(long runId) {
        bounds.set();
        jdbc.execute(connection -> {
            end(connection, runId);
            return runId;
        });
    }

    /** Lets the server count what a run wrote. */
    void analyze() {
        jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ANALYZE)) {
                return statement.executeUpdate();
            }
        });
    }

    private void end(Connection connection, long runId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setTimestamp(1, now());
            statement.setLong(2, runId);
            statement.executeUpdate();
        }
        dropClaims(connection, runId);
    }

    private static boolean isWorkedOn(Connection connection, long runId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IS_WORKED_ON)) {
            statement.setLong(1, runId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Removes every claim on a run, in the caller's transaction; nobody writes a page of it after that. */
    private static void dropClaims(Connection connection, long runId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DROP_CLAIMS)) {
            statement.setLong(1, runId);
            statement.executeUpdate();
        }
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

    /**
     * A run that is unfinished.
     *
     * @param id the run
     * @param planned whether it carries out a plan, and nothing else
     * @param sameRules whether its rules and its schema are ours
     * @param sameManifest whether its manifest is ours
     */
    record InProgress(long id, boolean planned, boolean sameRules, boolean sameManifest) {

        /** Returns whether we may take part in it. */
        boolean isShared() {
            return !planned && sameRules && sameManifest;
        }
    }
}
