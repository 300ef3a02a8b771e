package ai.scidex.migration;

import ai.scidex.catalog.ModelVersionFilter;
import ai.scidex.migration.Table.Column;
import ai.scidex.migration.models.ModelList;
import ai.scidex.migration.models.ModelReader;
import ai.scidex.migration.models.ModelSummary;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        description = {
            "",
            "Every option narrows the list. Where more models follow, the end of the text and \"next\" in the JSON name"
                    + " the id to go on --after.",
            ""
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:listed, also where there is none", "1:failed", "2:wrong usage"},
        footerHeading = ExitCode.EXAMPLES,
        footer = {
            "  model-catalog list --promotion-state promoted --metric 'auroc>=0.8'",
            "  model-catalog list --pin-strength none --limit 1000 --output json"
        })
final class ListCommand implements Callable<Integer> {

    private static final List<Column> COLUMNS = List.of(
            new Column("ID", 80),
            new Column("VERSION", 12),
            new Column("STATE", 10),
            new Column("ORIGIN", 8),
            new Column("FAMILY", 13),
            new Column("FRAMEWORK", 16),
            new Column("PIN", 9),
            new Column("TITLE", 60));

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private ModelFilterOptions filter;

    @Mixin
    private Output output;

    ListCommand() {}

    @Override
    public Integer call() {
        ModelVersionFilter wanted = filter.filter();
        try (Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            ModelList list = application.bean(ModelReader.class).list(wanted);
            output.print(list, lines -> print(list, lines));
            return ExitCode.DONE;
        }
    }

    private static void print(ModelList list, Output.Lines lines) {
        if (list.models().isEmpty()) {
            lines.line("no model");
            return;
        }
        Table table = new Table(COLUMNS);
        list.models().forEach(model -> table.row(cells(model)));
        table.print(lines);
        if (list.next() != null) {
            lines.line("more follow; go on with --after '%s'".formatted(list.next()));
        }
    }

    private static List<String> cells(ModelSummary model) {
        return List.of(
                model.artifactId(),
                "%s%s".formatted(text(model.versionNumber()), model.isLatest() ? " latest" : ""),
                model.promotionState(),
                model.isExternal() ? "external" : "internal",
                text(model.modelFamily()),
                text(model.framework()),
                model.pinStrength(),
                text(model.title()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }
}
