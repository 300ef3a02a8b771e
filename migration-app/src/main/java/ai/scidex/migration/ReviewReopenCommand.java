package ai.scidex.migration;

import ai.scidex.migration.review.HeldField;
import ai.scidex.migration.review.HeldFields;
import ai.scidex.migration.review.Resolution;
import ai.scidex.migration.review.Review;
import ai.scidex.migration.review.Reviewer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "reopen",
        description =
                "Take a decision back: the field waits again, and the artifact becomes what it would be without the decision.",
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage",
            "3:it was not decided, or something rests on it; nothing was changed"
        },
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog review reopen 3 --by 'Jane Doe' --note 'it was another notebook'")
final class ReviewReopenCommand implements Callable<Integer> {

    @Parameters(paramLabel = "HOLD", description = "The number of the hold.")
    private long holdId;

    @Mixin
    private ReviewerOptions reviewer;

    @Mixin
    private DryRunOptions dryRun;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Output output;

    ReviewReopenCommand() {}

    @Override
    public Integer call() {
        Reviewer person = reviewer.reviewer();
        try (Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            HeldField hold = application.bean(HeldFields.class).find(holdId);
            Resolution resolution = dryRun.carryOut(
                    application, () -> application.bean(Review.class).reopen(holdId, person));
            return ReviewStep.answer(hold, resolution, "reopened", output);
        }
    }
}
