package ai.scidex.migration;

import ai.scidex.migration.revert.Revert;
import ai.scidex.migration.revert.RevertResult;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "revert",
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:all of the run is taken back, or there was none",
            "1:the run could not be taken back",
            "2:wrong usage, or there is no such run",
            "3:rows had to be left; each is named",
            "4:another run holds the lock",
            "130:stopped by Ctrl-C; what is done stays, and the message says how to go on"
        },
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog revert --run 1 --yes --jdbc-url jdbc:postgresql://db.example.org/scidex")
final class RevertCommand implements Callable<Integer> {

    @Mixin
    private DryRunOptions dryRun;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Consent consent;

    @Mixin
    private ProgressOptions progress;

    @Mixin
    private Output output;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "The run to take back (default: the latest that is not taken back).")
    private @Nullable Long runId;

    RevertCommand() {}

    @Override
    public Integer call() {
        try (Application application = database.open(progress.watch())) {
            TableMigration.refuseUnlessDone(application);
            Revert revert = application.bean(Revert.class);
            Optional<Long> target = revert.target(runId);
            if (target.isPresent() && !dryRun.isDry()) {
                consent.ask(database, application, "revert takes run %d back in".formatted(target.get()));
            }
            RevertResult result = target.map(run -> dryRun.carryOut(application, () -> revert.run(run)))
                    .orElseGet(RevertResult::ofNothing);
            output.print(result, lines -> print(result, lines));
            return result.left().isEmpty() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO;
        }
    }

    private static void print(RevertResult result, Output.Lines lines) {
        if (result.restored() == 0 && result.left().isEmpty()) {
            lines.line("revert    nothing to do, %s; nothing changed"
                    .formatted(
                            result.runId() == null
                                    ? "there is no run to take back"
                                    : "nothing of run %s is left".formatted(result.runId())));
            return;
        }
        lines.line("revert    run %s: %d %s put back as before the run, by SHA-256; %d left"
                .formatted(
                        result.runId(),
                        result.restored(),
                        result.restored() == 1 ? "model artifact" : "model artifacts",
                        result.left().size()));
        result.left().forEach(left -> lines.line("          left %s: %s".formatted(left.artifactId(), left.reason())));
    }
}
