package ai.scidex.migration;

import ai.scidex.migration.review.HeldFields;
import ai.scidex.migration.review.HoldHistory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Show a held field: its candidates, and what was decided of it so far. Changes nothing.",
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:done", "1:failed", "2:wrong usage", "3:there is no such hold"},
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog review show 3")
final class ReviewShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "HOLD", description = "The number of the hold.")
    private long hold;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Output output;

    ReviewShowCommand() {}

    @Override
    public Integer call() {
        try (Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            HoldHistory history = application.bean(HeldFields.class).history(hold);
            output.print(history, lines -> {
                HoldText.print(history.hold(), lines);
                history.decisions().stream()
                        .filter(step -> !step.decision().equals(history.hold().decision()))
                        .forEach(made -> lines.line("  before: " + HoldText.decision(made.action(), made.decision())));
                history.others()
                        .forEach(other -> lines.line("  also held: hold %d, %s, %s"
                                .formatted(other.holdId(), other.field(), other.reason())));
            });
            return ExitCode.DONE;
        }
    }
}
