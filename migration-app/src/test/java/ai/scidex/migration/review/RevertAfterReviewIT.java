package ai.scidex.migration.review;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.migration.OwnThread;
import ai.scidex.migration.revert.Revert;
import ai.scidex.migration.revert.RevertResult;
import ai.scidex.migration.revert.RevertResult.LeftArtifact;
import ai.scidex.migration.review.Resolution.StillHeld;
import ai.scidex.migration.review.Resolution.Upgraded;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What people decided is not taken back with the run; once they took it back themselves, the run can be. */
class RevertAfterReviewIT {

    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";

    @Test
    void leavesAnArtifactThatSomebodyDecidedAndSaysSo() {
        try (ReviewedDatabase reviewed = ReviewedDatabase.without("framework")) {
            assertThat(reviewed.resolve("framework", "\"numpy\"")).isInstanceOf(Upgraded.class);
            String decided = reviewed.metadata();

            RevertResult result = revert(reviewed);

            assertThat(result)
                    .isEqualTo(new RevertResult(
                            "1",
                            0,
                            List.of(new LeftArtifact(
                                    ReviewedDatabase.MODEL, "somebody decided a field of it that was held"))));
            assertThat(reviewed.metadata()).isEqualTo(decided).contains("numpy");
            assertThat(reviewed.holds()).isEqualTo("framework missing required resolved");
        }
    }

    @Test
    void leavesAnArtifactOfWhichSomebodyDismissedAHold() {
        try (ReviewedDatabase reviewed =
                ReviewedDatabase.of(ReviewedDatabase.with("\"training_script\": \"../outside.py\""))) {
            reviewed.dismiss("code_entrypoint");

            assertThat(revert(reviewed).left())
                    .containsExactly(
                            new LeftArtifact(ReviewedDatabase.MODEL, "somebody decided a field of it that was held"));
        }
    }

    @Test
    void takesTheRunBackToTheByteOnceTheDecisionIsTakenBack() {
        try (ReviewedDatabase reviewed = ReviewedDatabase.without("framework")) {
            String found = reviewed.metadata();
            String edited = reviewed.query("SELECT updated_at FROM artifacts");
            reviewed.resolve("framework", "\"numpy\"");
            assertThat(reviewed.reopen("framework")).isInstanceOf(StillHeld.class);
            assertThat(reviewed.query("SELECT updated_at FROM artifacts")).isNotEqualTo(edited);

            assertThat(revert(reviewed)).isEqualTo(new RevertResult("1", 1, List.of()));
            assertThat(reviewed.metadata()).isEqualTo(found);
            assertThat(reviewed.query("SELECT updated_at FROM artifacts")).isEqualTo(edited);
            assertThat(reviewed.query("SELECT count(*) FROM model_versions")).isEqualTo("0");
            assertThat(reviewed.query("SELECT count(*) FROM metadata_holds WHERE status = 'open'"))
                    .isEqualTo("0");
        }
    }

    /** The review moved it, in a transaction of its own; that it is taken back moves nothing. */
    @Test
    void takesBackARowThatAReviewPromoted() {
        try (ReviewedDatabase reviewed = ReviewedDatabase.promoted("""
                {"is_external": true, "model_family": "deep_learning", "framework": "pytorch", "parameter_count": 12,
                 "training_data": "d", "evaluation_dataset": "e", "evaluation_metrics": {"auroc": 0.8},
                 "external_source_url": "no url", "revision": "v1"}
                """)) {
            assertThat(reviewed.resolve("external_source_url", "\"https://example.org/m\""))
                    .isEqualTo(new Upgraded(List.of()));
            assertThat(reviewed.column("promotion_state")).isEqualTo("promoted");
            assertThat(reviewed.reopen("external_source_url")).isInstanceOf(StillHeld.class);
            assertThat(reviewed.column("promotion_state")).isEqualTo("promoted");

            assertThat(revert(reviewed)).isEqualTo(new RevertResult("1", 1, List.of()));
            assertThat(reviewed.query("SELECT count(*) FROM model_versions")).isEqualTo("0");
        }
    }

    /** A decision locks the artifact before its hold, and so does the way back. */
    @Test
    void waitsForAReviewThatIsUnderWay() throws SQLException, ExecutionException, InterruptedException {
        try (ReviewedDatabase reviewed = ReviewedDatabase.without("framework");
                Connection review = reviewed.database().connection();
                Statement statement = review.createStatement()) {
            review.setAutoCommit(false);
            statement.execute("SELECT id FROM artifacts FOR NO KEY UPDATE");
            CompletableFuture<RevertResult> revert = OwnThread.supply(() -> revert(reviewed));
            while (!reviewed.query(WAITING).equals("1")) {
                assertThat(revert).isNotDone();
                Thread.onSpinWait();
            }

            statement.execute(
                    "UPDATE metadata_holds SET status = 'resolved', value = '1', decided_by = 'Jane', decided_at = now()");
            review.commit();

            assertThat(revert.get().left()).hasSize(1);
        }
    }

    private static RevertResult revert(ReviewedDatabase reviewed) {
        return reviewed.database().bean(Revert.class).run(1);
    }
}
