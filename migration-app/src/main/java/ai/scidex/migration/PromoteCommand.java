package ai.scidex.migration;

import ai.scidex.catalog.ModelCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "promote",
        description = {"", GateOptions.EVIDENCE, ""},
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:promoted", "1:failed", "2:wrong usage", "3:refused; nothing was changed"},
        footerHeading = ExitCode.EXAMPLES,
        footer = {
            "  model-catalog promote model-b --by gate --compared-with model-a",
            "      --reason 'auroc 0.91 against 0.88 on held-out donors'"
        })
final class PromoteCommand implements Callable<Integer> {

    @Mixin
    private GateOptions gate;

    @Mixin
    private DryRunOptions dryRun;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Output output;

    PromoteCommand() {}

    @Override
    public Integer call() {
        return gate.move(database, dryRun, output, ModelCatalog::promote);
    }
}
