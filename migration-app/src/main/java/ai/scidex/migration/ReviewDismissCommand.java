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
        name = "dismiss",
        description = "Decide that a held field, which is optional, stays empty.",
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage",
            "3:it is required, or was decided already; nothing was changed"
        },
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog review dismiss 4 --by 'Jane Doe' --note 'nobody knows the commit any more'")
final class ReviewDismissCommand implements Callable<Integer> {

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

    ReviewDismissCommand() {}

    @Override
    public Integer call() {
        Reviewer person = reviewer.reviewer();
        try (Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            HeldField hold = application.bean(HeldFields.class).find(holdId);
            Resolution resolution = dryRun.carryOut(
                    application, () -> application.bean(Review.class).dismiss(holdId, person));
            return ReviewStep.answer(hold, resolution, "dismissed", output);
        }
    }
}
