package ai.scidex.migration;

import ai.scidex.migration.backfill.Backfill;
import ai.scidex.migration.backfill.BackfillResult;
import ai.scidex.migration.manifest.ExpectedModels;
import ai.scidex.migration.manifest.Landings;
import ai.scidex.migration.manifest.Manifest;
import ai.scidex.migration.report.ReportFormat;
import ai.scidex.migration.schema.MigrationResult;
import ai.scidex.migration.schema.SchemaMigration;
import ai.scidex.migration.verify.VerificationResult;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "run",
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done, and every criterion holds; held fields are no failure",
            "1:failed",
            "2:wrong usage",
            "3:the manifest does not fit, an artifact could not be brought in, or a criterion does not hold",
            "4:another run holds the lock",
            "130:stopped by Ctrl-C; what is done stays, and the message says how to go on"
        },
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog run --jdbc-url jdbc:postgresql://db.example.org/scidex --username scidex")
final class RunCommand implements Callable<Integer> {

    @Mixin
    private DryRunOptions dryRun;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private ManifestOptions manifest;

    @Mixin
    private ReportFile report;

    @Mixin
    private Consent consent;

    @Mixin
    private ProgressOptions progress;

    @Mixin
    private Output output;

    RunCommand() {}

    @Override
    public Integer call() {
        Optional<Manifest> expected = manifest.manifest();
        report.check(ReportFormat.MARKDOWN);
        try (Application application = database.open(progress.watch())) {
            TableMigration.refuseUnlessPossible(application, database);
            Landings landings = expected.map(application.bean(ExpectedModels.class)::resolve)
                    .orElseGet(Landings::withoutManifest);
            if (dryRun.isDry()) {
                return rehearse(application, landings);
            }
            consent.ask(database, application, "run creates tables and changes model artifacts in");
            Result result = run(application, landings);
            output.print(result, lines -> print(application, result, lines));
            return result.isGood() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO;
        }
    }

    private int rehearse(Application application, Landings landings) {
        PlannedRun planned = PlannedRun.of(
                application, application.bean(SchemaMigration.class).pending(), landings);
        output.print(planned, lines -> {
            lines.line("database  %s".formatted(application.database().description()));
            TableMigration.printPending(planned.pending(), lines);
            planned.print(lines);
        });
        dryRun.sayNothingWasWritten();
        return planned.exitCode();
    }

    private Result run(Application application, Landings landings) {
        MigrationResult migration = application.bean(SchemaMigration.class).migrate();
        Backfill backfill = application.bean(Backfill.class);
        BackfillResult result =
                Reconnection.on(application, database::say).of(() -> backfill.run(landings, ToolVersion.text()));
        VerificationResult verification = VerifyStep.run(application, manifest);
        return new Result(
                migration, result, verification, report.write(ReportFormat.MARKDOWN, application, verification));
    }

    private static void print(Application application, Result result, Output.Lines lines) {
        lines.line("database  %s".formatted(application.database().description()));
        if (application.database().isSample()) {
            lines.line("          its model artifacts are a made-up sample, for trying the catalog out");
        }
        TableMigration.print(result.migrate(), lines);
        BackfillStep.print(result.backfill(), lines);
        VerifyStep.print(result.verify(), lines);
        result.report().print(lines);
    }

    /** What the four steps did. */
    record Result(
            MigrationResult migrate, BackfillResult backfill, VerificationResult verify, ReportFile.Written report) {

        boolean isGood() {
            return verify.ok() && backfill.refused().isEmpty();
        }
    }
}
