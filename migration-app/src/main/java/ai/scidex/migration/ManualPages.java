package ai.scidex.migration;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Stands for the program where the manual pages are written from what it says of itself. */
@Command(modelTransformer = ManualPages.class)
final class ManualPages implements IModelTransformer {

    ManualPages() {}

    @Override
    public CommandSpec transform(CommandSpec unused) {
        return MigrationApp.commandLine(new CommandFactory(), List.of()).getCommandSpec();
    }
}
