package ai.scidex.migration;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.migration.models.ModelCard;
import ai.scidex.migration.models.ModelReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:shown",
            "1:failed",
            "2:wrong usage",
            "3:there is no such model, or the catalog does not have it yet, or several begin so"
        },
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog show model-biophys-microglia-001")
final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The id of a model, or the beginning of exactly one such id.")
    private ArtifactId name;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Output output;

    ShowCommand() {}

    @Override
    public Integer call() {
        try (Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            ArtifactId model = NamedModel.find(application, name);
            ModelCard card =
                    application.bean(ModelReader.class).find(model).orElseThrow(() -> NamedModel.notInCatalog(model));
            output.print(card, lines -> new CardText(lines).print(card));
            return ExitCode.DONE;
        }
    }
}
