package ai.scidex.migration;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "review",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ReviewListCommand.class,
            ReviewShowCommand.class,
            ReviewResolveCommand.class,
            ReviewDismissCommand.class,
            ReviewReopenCommand.class,
            ReviewExportCommand.class,
            ReviewApplyCommand.class
        },
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog review list")
final class ReviewCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    ReviewCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
