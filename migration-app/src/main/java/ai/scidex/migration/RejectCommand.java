package ai.scidex.migration;

import ai.scidex.catalog.ModelCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "reject",
        description = {"", GateOptions.EVIDENCE, ""},
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:rejected", "1:failed", "2:wrong usage", "3:refused; nothing was changed"},
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog reject model-b --by gate --reason 'auroc 0.85 against 0.88 on held-out donors'")
final class RejectCommand implements Callable<Integer> {

    @Mixin
    private GateOptions gate;

    @Mixin
    private DryRunOptions dryRun;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Output output;

    RejectCommand() {}

    @Override
    public Integer call() {
        return gate.move(database, dryRun, output, ModelCatalog::reject);
    }
}
