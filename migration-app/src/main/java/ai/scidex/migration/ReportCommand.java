package ai.scidex.migration;

import ai.scidex.migration.report.ReportFormat;
import ai.scidex.migration.verify.Verification;
import ai.scidex.migration.verify.VerificationResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        footerHeading = ExitCode.EXAMPLES,
        footer = {"  model-catalog report --file report.md", "  model-catalog report --format html"})
final class ReportCommand implements Callable<Integer> {

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private ReportFile report;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "markdown",
            description = "markdown or html (default: ${DEFAULT-VALUE}); html goes to"
                    + " docs/model_artifacts/migration_report_ws1.html, unless --file says otherwise.")
    private ReportFormat format;

    @Option(
            names = "--no-verify",
            description = "Leave out the proof, which reads every artifact several times; the report says so.")
    private boolean withoutProof;

    @Mixin
    private Output output;

    ReportCommand() {}

    @Override
    public Integer call() {
        report.check(format);
        try (Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            VerificationResult verification = withoutProof
                    ? VerificationResult.NONE_JUDGED
                    : application.bean(Verification.class).run();
            ReportFile.Written written = report.write(format, application, verification);
            output.print(written, written::print);
            return ExitCode.DONE;
        }
    }
}
