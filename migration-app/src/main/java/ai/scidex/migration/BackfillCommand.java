package ai.scidex.migration;

import ai.scidex.migration.backfill.Approval;
import ai.scidex.migration.backfill.Backfill;
import ai.scidex.migration.backfill.BackfillResult;
import ai.scidex.migration.backfill.BackfillSettings;
import ai.scidex.migration.manifest.ExpectedModels;
import ai.scidex.migration.manifest.Landings;
import ai.scidex.migration.manifest.Manifest;
import ai.scidex.migration.plan.PlanFile;
import ai.scidex.migration.plan.Planning;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "backfill",
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:every model artifact is examined; held fields are no failure",
            "1:the backfill could not run",
            "2:wrong usage",
            "3:the manifest or the plan does not fit, an artifact could not be brought in, or there is no run to join",
            "4:another run holds the lock",
            "130:stopped by Ctrl-C; what is done stays, and the message says how to go on"
        },
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog backfill --yes --jdbc-url jdbc:postgresql://db.example.org/scidex")
final class BackfillCommand implements Callable<Integer> {

    @Mixin
    private DryRunOptions dryRun;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private ManifestOptions manifest;

    @Mixin
    private Consent consent;

    @Mixin
    private ProgressOptions progress;

    @Mixin
    private Output output;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "How many artifacts are written in one transaction, 1 to 10000 (default: what"
                    + " BACKFILL_BATCH_SIZE says, or " + BackfillSettings.DEFAULT_BATCH + ").")
    private @Nullable Integer batchSize;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "How many pages this process works on at a time, 1 to 16 (default: what BACKFILL_WORKERS says,"
                            + " or " + BackfillSettings.DEFAULT_WORKERS + "). It takes N + 3 connections at most.")
    private @Nullable Integer workers;

    @Option(
            names = "--join",
            description = "Take part in the run that another process has begun, or begins within "
                    + BackfillSettings.DEFAULT_JOIN_SECONDS
                    + " seconds, and go on until that run ends. Each process tells what it did itself.")
    private boolean join;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description =
                    "Do what this plan says, as plan --output json printed it, and nothing else. Such a run is not"
                            + " shared with other processes.")
    private @Nullable Path plan;

    BackfillCommand() {}

    @Override
    public Integer call() {
        if (join && plan != null) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "--join takes part in a run without a plan; leave out one of --join and --plan");
        }
        if (dryRun.isDry() && (join || plan != null)) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "--dry-run shows what a run of its own would do; leave out --join and --plan");
        }
        if (plan == null) {
            return call(null);
        }
        try (PlanFile file = PlanFile.open(plan)) {
            return call(file);
        }
    }

    private int call(@Nullable PlanFile file) {
        Optional<Manifest> expected = manifest.manifest();
        try (Application application = database.open(settings(), progress.watch())) {
            TableMigration.refuseUnlessDone(application);
            Landings landings = expected.map(application.bean(ExpectedModels.class)::resolve)
                    .orElseGet(Landings::withoutManifest);
            if (dryRun.isDry()) {
                PlannedRun planned = PlannedRun.of(application, List.of(), landings);
                output.print(planned.plan(), planned::print);
                dryRun.sayNothingWasWritten();
                return planned.exitCode();
            }
            consent.ask(database, application, "backfill changes model artifacts in");
            BackfillResult result = backfill(application, file, landings);
            output.print(result, lines -> {
                if (join) {
                    BackfillStep.printJoined(result, lines);
                } else {
                    BackfillStep.print(result, lines);
                }
            });
            return result.refused().isEmpty() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO;
        }
    }

    private BackfillResult backfill(Application application, @Nullable PlanFile file, Landings landings) {
        Backfill backfill = application.bean(Backfill.class);
        if (file != null) {
            // What was approved is read from the file once.
            Approval approval = application.bean(Planning.class).approvalOf(file, landings);
            return backfill.run(landings, ToolVersion.text(), approval);
        }
        return Reconnection.on(application, database::say)
                .of(() -> join ? backfill.join(landings, database::say) : backfill.run(landings, ToolVersion.text()));
    }

    private Map<String, Object> settings() {
        return database.backfillSettings(batchSize, workers).properties();
    }
}
