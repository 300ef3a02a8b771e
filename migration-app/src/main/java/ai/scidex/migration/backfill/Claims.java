package ai.scidex.migration.backfill;

import ai.scidex.migration.backfill.RunLock.Held;
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
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code backfill_claims}: who works on which page of the run.
 *
 * <p>Whoever changes what is claimed has the row of the run locked, so pages go round once, and in order. A claim may be
 * taken over when its process is gone, which its advisory lock tells at once, or when its lease has ended, which is
 * for a process that the server believes alive. Its number changes then, and {@link #keep} refuses the former owner.
 */
@Singleton
class Claims {

    /** For how long a claim stands without a word of its owner. */
    static final Duration LEASE = TransactionBounds.LONGEST_IDLE;

    private static final String LEASE_ENDS = "clock_timestamp() + INTERVAL '%d seconds'".formatted(LEASE.toSeconds());

    /** On its own: the page is then sought from a known id, which the server plans as a walk along the index. */
    private static final String LOCK_RUN = """
            SELECT finished_at IS NULL AS is_open, reverted_at IS NOT NULL AS is_reverted, planned, next_from,
                   pg_try_advisory_xact_lock_shared(?) AS is_lost
              FROM backfill_runs
             WHERE run_id = ?
               FOR NO KEY UPDATE
            """;

    /** Claims the next page; where there is none, that is on record from then on. */
    private static final String NEXT =
            """
            WITH page AS (
                    SELECT max(w.id COLLATE "C") AS last_id
                      FROM (SELECT a.id
                             %s
                              AND a.id COLLATE "C" >= ?
                            ORDER BY a.id COLLATE "C"
                            LIMIT ?) w),
                 owner (run_id, process, name, first_id) AS (
                    VALUES (CAST(? AS BIGINT), CAST(? AS BIGINT), ?, ?)),
                 moved AS (
                    UPDATE backfill_runs r
                       SET next_from = page.last_id || chr(%d)
                      FROM page, owner
                     WHERE r.run_id = owner.run_id)
            INSERT INTO backfill_claims (run_id, process, claimed_by, lease_ends, first_id, last_id)
            SELECT owner.run_id, owner.process, session_user || ', ' || owner.name, %s, owner.first_id, page.last_id
              FROM page, owner
             WHERE page.last_id IS NOT NULL
            RETURNING claim_id, first_id, last_id
            """.formatted(LegacyArtifacts.WAITING.strip(), (int) LegacyArtifacts.LEAST_CHARACTER, LEASE_ENDS);

    private static final String GIVE_BACK = "DELETE FROM backfill_claims WHERE claim_id = ?";

    /**
     * A claim that is just being written is locked, and passed over. The claims of one's own process are its living
     * workers', however slow they are.
     */
    private static final String TAKE_OVER = """
            UPDATE backfill_claims
               SET claim_id = DEFAULT, process = ?, claimed_by = session_user || ', ' || ?,
                   claimed_at = clock_timestamp(), lease_ends = %s
             WHERE claim_id = (SELECT claim_id
                                 FROM backfill_claims
                                WHERE run_id = ?
                                  AND process <> ?
                                  AND (lease_ends < clock_timestamp() OR pg_try_advisory_xact_lock_shared(process))
                                ORDER BY first_id COLLATE "C"
                                LIMIT 1
                                  FOR UPDATE SKIP LOCKED)
            RETURNING claim_id, first_id, last_id
            """.formatted(LEASE_ENDS);

    private static final String IS_CLAIMED = "SELECT EXISTS (SELECT FROM backfill_claims WHERE run_id = ?)";

    private static final String FINISH = "UPDATE backfill_runs SET finished_at = ? WHERE run_id = ?";

    /** It locks the claim until the page is committed: whoever takes it over comes before or after, never between. */
    private static final String KEEP = """
            UPDATE backfill_claims c
               SET lease_ends = %s
             WHERE c.claim_id = ?
               AND EXISTS (SELECT FROM backfill_runs r WHERE r.run_id = c.run_id AND r.finished_at IS NULL)
            """.formatted(LEASE_ENDS);

    private final JdbcOperations jdbc;
    private final BackfillSettings settings;
    private final Clock clock;
    private final TransactionBounds bounds;

    Claims(JdbcOperations jdbc, BackfillSettings settings, Clock clock, TransactionBounds bounds) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
        this.bounds = bounds;
    }

    /**
     * Gives a claim back and says what is left to do: the next page that nobody had, or else a claim that was left behind, or
     * the work of others, or nothing. In that case it finishes the run.
     *
     * @param done the claim that its owner is done with
     * @throws RunTakenAwayException if somebody else ended the run before all of it was done
     * @throws RunLockLostException if others cannot know any more that we live
     */
    @Transactional
    public Turn turn(Part part, @Nullable Claim done) {
        bounds.set();
        return jdbc.execute(connection -> {
            RunProgress progress = lock(connection, part);
            progress.refuseIfTakenAway(part);
            if (!progress.isOpen()) {
                return new Turn.Ended(false);
            }
            if (progress.isLost()) {
                throw new RunLockLostException(null);
            }
            if (done != null) {
                giveBack(connection, done);
            }
            Optional<Claim> claim = next(connection, part, progress.nextFrom());
            if (claim.isEmpty()) {
                claim = takeOver(connection, part);
            }
            if (claim.isPresent()) {
                return new Turn.Claimed(claim.get());
            }
            if (isClaimed(connection, part.runId())) {
                return new Turn.Others();
            }
            finish(connection, part.runId());
            return new Turn.Ended(true);
        });
    }

    /**
     * Makes sure, in the caller's transaction and until its end, that a page is still the caller's to write. The lease
     * begins anew.
     *
     * @throws LostException if it is not
     */
    void keep(Claim claim) {
        jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
                statement.setLong(1, claim.id());
                if (statement.executeUpdate() == 0) {
                    throw new LostException();
                }
                return claim;
            }
        });
    }

    /**
     * Begins the lease of a page anew, for its owner goes on with it.
     *
     * @throws LostException if it is not the caller's any more
     */
    @Transactional
    public void renew(Claim claim) {
        bounds.set();
        keep(claim);
    }

    /** Gives a claim back whose owner stops; what is left of the page waits for somebody else. */
    @Transactional
    public void giveBack(Claim claim) {
        bounds.set();
        jdbc.execute(connection -> {
            giveBack(connection, claim);
            return claim;
        });
    }

    private static RunProgress lock(Connection connection, Part part) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK_RUN)) {
            statement.setLong(1, part.process());
            statement.setLong(2, part.runId());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new RunProgress(
                        row.getBoolean("is_open"),
                        row.getBoolean("is_reverted"),
                        row.getBoolean("planned"),
                        row.getString("next_from"),
                        row.getBoolean("is_lost"));
            }
        }
    }

    private static void giveBack(Connection connection, Claim done) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GIVE_BACK)) {
            statement.setLong(1, done.id());
            statement.executeUpdate();
        }
    }

    private Optional<Claim> next(Connection connection, Part part, @Nullable String from) throws SQLException {
        if (from == null) {
            return Optional.empty();
        }
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            int parameter = 1;
            statement.setBoolean(parameter++, part.redecides());
            statement.setLong(parameter++, part.runId());
            statement.setString(parameter++, from);
            statement.setInt(parameter++, settings.batchSize());
            statement.setLong(parameter++, part.runId());
            statement.setLong(parameter++, part.process());
            statement.setString(parameter++, part.name());
            statement.setString(parameter, from);
            return claim(statement);
        }
    }

    private static Optional<Claim> takeOver(Connection connection, Part part) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE_OVER)) {
            statement.setLong(1, part.process());
            statement.setString(2, part.name());
            statement.setLong(3, part.runId());
            statement.setLong(4, part.process());
            return claim(statement);
        }
    }

    private static Optional<Claim> claim(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(
                            new Claim(row.getLong("claim_id"), row.getString("first_id"), row.getString("last_id")))
                    : Optional.empty();
        }
    }

    private static boolean isClaimed(Connection connection, long runId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IS_CLAIMED)) {
            statement.setLong(1, runId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void finish(Connection connection, long runId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FINISH)) {
            statement.setTimestamp(1, Timestamp.from(clock.instant()));
            statement.setLong(2, runId);
            statement.executeUpdate();
        }
    }

    /**
     * A page of a run that is somebody's to decide and write.
     *
     * @param id its number, which it loses to whoever takes it over
     * @param firstId the first id that may be on the page
     * @param lastId the last
     */
    record Claim(long id, String firstId, String lastId) {}

    /**
     * The part of a process in a run.
     *
     * @param runId the run
     * @param planned whether the run carries out a plan, and nothing else
     * @param redecides whether every held artifact waits too
     * @param process the key of the lock that the process has as long as it lives
     * @param name what others are told of the process
     */
    record Part(long runId, boolean planned, boolean redecides, long process, String name) {

        static Part of(long runId, Approval approval, Held held) {
            return new Part(runId, approval.isPlan(), approval.redecides(), held.process(), held.name());
        }
    }

    /** What a worker does next. */
    sealed interface Turn {

        /** It works on a page. */
        record Claimed(Claim claim) implements Turn {}

        /** It waits: others still work on the last pages, and may die. */
        record Others() implements Turn {}

        /**
         * It stops: all of the run is done.
         *
         * @param byUs whether it was this very call that ended the run
         */
        record Ended(boolean byUs) implements Turn {}
    }

    /** Thrown when a page has become somebody else's, or its run has ended. */
    static final class LostException extends RuntimeException {

        private LostException() {
            super("the page was taken over by another worker");
        }
    }
}
