package ai.scidex.migration;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:printed", "1:failed", "2:wrong usage"},
        footerHeading = ExitCode.EXAMPLES,
        footer = {
            "  model-catalog completion > /etc/bash_completion.d/model-catalog",
            "  source <(model-catalog completion)"
        })
final class CompletionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    CompletionCommand() {}

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        // The script ends its lines as the shell does, whatever the system does.
        out.print(AutoComplete.bash(root.getCommandName(), root).replace("\r\n", "\n"));
        out.flush();
        return ExitCode.DONE;
    }
}
