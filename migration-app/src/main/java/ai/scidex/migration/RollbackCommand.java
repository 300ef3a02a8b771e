package ai.scidex.migration;

import ai.scidex.catalog.ModelCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rollback",
        description = {"", GateOptions.EVIDENCE, ""},
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
