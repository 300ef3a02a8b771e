package ai.scidex.migration;

import ai.scidex.catalog.ModelCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rollback",
        description = {
            "Roll back to a superseded version: it becomes the latest, active and promoted one again, and the version that was the latest is superseded by it. Without --compared-with, that is whichever is the latest.",
            "",
            GateOptions.EVIDENCE,
            ""
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:rolled back", "1:failed", "2:wrong usage", "3:refused; nothing was changed"},
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog rollback model-a --by ada --compared-with model-b --reason 'wrong on aged donors'")
final class RollbackCommand implements Callable<Integer> {

    @Mixin
    private GateOptions gate;

    @Mixin
    private DryRunOptions dryRun;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Output output;

    RollbackCommand() {}

    @Override
    public Integer call() {
        return gate.move(database, dryRun, output, ModelCatalog::rollBack);
    }
}
