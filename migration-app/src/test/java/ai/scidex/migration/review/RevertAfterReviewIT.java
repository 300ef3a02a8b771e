package ai.scidex.migration.review;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.migration.revert.Revert;
import ai.scidex.migration.revert.RevertResult;
import ai.scidex.migration.revert.RevertResult.LeftArtifact;
import ai.scidex.migration.review.Resolution.StillHeld;
import ai.scidex.migration.review.Resolution.Upgraded;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people decided is not taken back with the run; once they took it back themselves, the run can be. */
class RevertAfterReviewIT {

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
            reviewed.resolve("framework", "\"numpy\"");
            assertThat(reviewed.reopen("framework")).isInstanceOf(StillHeld.class);

            assertThat(revert(reviewed)).isEqualTo(new RevertResult("1", 1, List.of()));
            assertThat(reviewed.metadata()).isEqualTo(found);
            assertThat(reviewed.query("SELECT count(*) FROM model_versions")).isEqualTo("0");
            assertThat(reviewed.query("SELECT count(*) FROM metadata_holds WHERE status = 'open'"))
                    .isEqualTo("0");
        }
    }

    private static RevertResult revert(ReviewedDatabase reviewed) {
        return reviewed.database().bean(Revert.class).run(1);
    }
}
