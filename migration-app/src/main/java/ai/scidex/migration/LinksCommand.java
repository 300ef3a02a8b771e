package ai.scidex.migration;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "links",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LinksMissingCommand.class, LinksApplyCommand.class},
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:done", "1:failed", "2:wrong usage", "3:an entry is refused"},
        footerHeading = ExitCode.EXAMPLES,
        footer = {
            "  model-catalog links missing --output json > links.json",
            "  model-catalog links apply links.json --dry-run"
        })
final class LinksCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    LinksCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say missing or apply");
    }
}
