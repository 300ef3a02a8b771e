package ai.scidex.migration;

import ai.scidex.migration.verify.VerificationResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "verify",
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:every criterion holds",
            "1:the proof could not run",
            "2:wrong usage",
            "3:a criterion does not hold",
            "130:stopped by Ctrl-C"
        },
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog verify --output json")
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private ManifestOptions manifest;

    @Mixin
    private ProgressOptions progress;

    @Mixin
    private Output output;

    VerifyCommand() {}

    @Override
    public Integer call() {
        try (Application application = database.open(progress.watch())) {
            TableMigration.refuseUnlessDone(application);
            VerificationResult result = VerifyStep.run(application, manifest);
            output.print(result, lines -> VerifyStep.print(result, lines));
            return result.ok() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO;
        }
    }
}
