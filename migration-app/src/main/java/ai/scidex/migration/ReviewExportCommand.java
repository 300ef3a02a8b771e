package ai.scidex.migration;

import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.review.Replay;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "export",
        description =
                "Print every decision that stands, in JSON, one a line, for review apply on another database. Changes"
                        + " nothing.",
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog review export > decisions.json")
final class ReviewExportCommand implements Callable<Integer> {

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Output output;

    ReviewExportCommand() {}

    @Override
    public Integer call() {
        try (Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            List<JsonNode> entries = application.bean(Replay.class).export().entries();
            Output.Lines lines = output.lines();
            lines.line("[");
            for (int i = 0; i < entries.size(); i++) {
                lines.exact(MetadataJson.write(entries.get(i)) + (i + 1 < entries.size() ? "," : ""));
            }
            lines.line("]");
            lines.out().flush();
            return ExitCode.DONE;
        }
    }
}
