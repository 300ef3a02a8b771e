package ai.scidex.migration.review;

import static ai.scidex.migration.review.ReviewedDatabase.JANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.TestJson;
import ai.scidex.migration.OwnThread;
import ai.scidex.migration.backfill.RunInProgressException;
import ai.scidex.migration.review.Resolution.OtherState;
import ai.scidex.migration.review.Resolution.Stale;
import ai.scidex.migration.review.Resolution.Upgraded;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a review does where others review, edit or run at the same time. */
class ReviewBesideOthersIT {

    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";

    @Test
    void letsOneOfTwoReviewersWin() throws SQLException, ExecutionException, InterruptedException {
        try (ReviewedDatabase database = ReviewedDatabase.without("framework")) {
            long hold = database.hold("framework");
            List<CompletableFuture<Resolution>> both;
            try (Connection somebody = database.database().connection();
                    Statement statement = somebody.createStatement()) {
                somebody.setAutoCommit(false);
                statement.execute("SELECT id FROM artifacts FOR UPDATE");
                both = Stream.of("\"scipy\"", "\"numpy\"")
                        .map(value -> async(() -> database.review().resolve(hold, TestJson.parse(value), JANE)))
                        .toList();
                awaitWaiting(database, both);
                somebody.rollback();
            }

            Resolution one = both.get(0).get();
            Resolution other = both.get(1).get();
            assertThat(List.of(one, other))
                    .hasAtLeastOneElementOfType(Upgraded.class)
                    .hasAtLeastOneElementOfType(OtherState.class);
            assertThat(database.metadata()).contains(one instanceof Upgraded ? "scipy" : "numpy");
            assertThat(database.query("SELECT count(*) FROM hold_decisions")).isEqualTo("1");
            database.verify();
        }
    }

    /** An edit that is not committed yet is waited for, and seen. */
    @Test
    void seesTheEditThatItWaitedFor() throws SQLException, ExecutionException, InterruptedException {
        try (ReviewedDatabase database = ReviewedDatabase.without("framework");
                Connection somebody = database.database().connection();
                Statement statement = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            statement.execute("UPDATE artifacts SET metadata = metadata || '{\"note\": 1}'");
            CompletableFuture<Resolution> review = async(() -> database.resolve("framework", "\"scipy\""));
            awaitWaiting(database, List.of(review));
            somebody.commit();

            assertThat(review.get()).isInstanceOf(Stale.class);
            assertThat(database.metadata()).doesNotContain("scipy");
        }
    }

    /** The lock of a run keeps other runs out, not people: each artifact is locked by whoever writes it. */
    @Test
    void decidesWhileARunIsInProgress() throws SQLException {
        try (ReviewedDatabase database = ReviewedDatabase.without("framework");
                Connection run = database.database().connection();
                Statement statement = run.createStatement()) {
            run.setAutoCommit(false);
            statement.execute(
                    "SELECT pg_advisory_xact_lock(hashtextextended('model-catalog backfill ' || current_schema(), 0))");
            database.execute("UPDATE backfill_runs SET finished_at = NULL, next_from = ''");
            assertThatThrownBy(() -> database.database().backfill()).isInstanceOf(RunInProgressException.class);

            assertThat(database.resolve("framework", "\"scipy\"")).isEqualTo(new Upgraded(List.of()));
            run.rollback();
            assertThat(database.database().backfill().examined()).isZero();
            database.verify();
        }
    }

    /** Returns once each of the reviews waits for a lock. */
    private static void awaitWaiting(ReviewedDatabase database, List<CompletableFuture<Resolution>> reviews) {
        while (!database.query(WAITING).equals(String.valueOf(reviews.size()))) {
            assertThat(reviews).noneMatch(CompletableFuture::isDone);
            Thread.onSpinWait();
        }
    }

    private static CompletableFuture<Resolution> async(Supplier<Resolution> review) {
        return OwnThread.supply(review);
    }
}
