package ai.scidex.migration.revert;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.migration.transaction.TransactionBounds;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs that are taken back, and what of them is not taken back yet: that alone is the progress. */
@Singleton
class RevertedRuns {

    private static final String LAST = "SELECT max(run_id) FROM backfill_runs WHERE reverted_at IS NULL";

    private static final String IS_THERE = "SELECT count(*) = 1 FROM backfill_runs WHERE run_id = ?";

    private static final String FINISH =
            "UPDATE backfill_runs SET reverted_at = ? WHERE run_id = ? AND reverted_at IS NULL";

    private static final String COUNT = """
            SELECT count(*)
              FROM metadata_changes c
             WHERE c.run_id = ?
               AND NOT EXISTS (SELECT FROM metadata_changes r WHERE r.reverted_change_id = c.change_id)
            """;

    private static final String PAGE = """
            SELECT c.change_id, c.artifact_id
              FROM metadata_changes c
             WHERE c.run_id = ?
               AND c.change_id > ?
               AND NOT EXISTS (SELECT FROM metadata_changes r WHERE r.reverted_change_id = c.change_id)
             ORDER BY c.change_id
             LIMIT ?
            """;

    private final JdbcOperations jdbc;
    private final Clock clock;
    private final TransactionBounds bounds;

    RevertedRuns(JdbcOperations jdbc, Clock clock, TransactionBounds bounds) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.bounds = bounds;
    }

    /** Returns the latest run that is not taken back, or not wholly. */
    Optional<Long> last() {
        return jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LAST);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getObject(1, Long.class));
            }
        });
    }

    boolean isThere(long runId) {
        return jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(IS_THERE)) {
                statement.setLong(1, runId);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }

    /** Records that all of a run is taken back. */
    @Transactional
    public void finish(long runId) {
        bounds.set();
        jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FINISH)) {
                statement.setTimestamp(1, Timestamp.from(clock.instant()));
                statement.setLong(2, runId);
                return statement.executeUpdate();
            }
        });
    }

    /** Returns how many artifacts of a run are not taken back. */
    long count(long runId) {
        return jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
                statement.setLong(1, runId);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    /** Returns the next artifacts of a run that are not taken back, in the order in which they were written. */
    List<Change> page(long runId, long after, int size) {
        return jdbc.execute(connection -> {
            List<Change> page = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
                statement.setLong(1, runId);
                statement.setLong(2, after);
                statement.setInt(3, size);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        page.add(new Change(rows.getLong("change_id"), new ArtifactId(rows.getString("artifact_id"))));
                    }
                }
            }
            return page;
        });
    }

    /** What a run did to an artifact. */
    record Change(long id, ArtifactId artifact) {}
}
