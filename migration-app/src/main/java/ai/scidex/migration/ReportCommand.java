package ai.scidex.migration;

import ai.scidex.migration.verify.Verification;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "report",
        description = "Write the report in Markdown, from what the database has recorded.",
        footer = "%nExample: model-catalog report --file report.md")
final class ReportCommand implements Callable<Integer> {

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private ReportFile report;

    @Mixin
    private Output output;

    ReportCommand() {}

    @Override
    public Integer call() {
        report.check();
        try (Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            ReportFile.Written written = report.write(
                    application, application.bean(Verification.class).run());
            output.print(written, written::print);
            return ExitCode.DONE;
        }
    }
}
