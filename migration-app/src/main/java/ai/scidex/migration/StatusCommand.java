package ai.scidex.migration;

import ai.scidex.migration.schema.SchemaMigration;
import ai.scidex.migration.status.Status;
import ai.scidex.migration.status.StatusReader;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", footerHeading = ExitCode.EXAMPLES, footer = "  model-catalog status --output json")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Output output;

    StatusCommand() {}

    @Override
    public Integer call() {
        try (Application application = database.open()) {
            StatusReader reader = application.bean(StatusReader.class);
            Status status = application
                    .bean(SchemaMigration.class)
                    .version()
                    .map(reader::read)
                    .orElseGet(reader::readUnmigrated);
            output.print(status, lines -> print(application, status, lines));
            return ExitCode.DONE;
        }
    }

    private static void print(Application application, Status status, Output.Lines lines) {
        lines.line("database          %s".formatted(application.database().description()));
        if (status.migrationVersion() == null) {
            lines.line("tables            not there yet; run model-catalog migrate");
            lines.line("model artifacts   %d".formatted(status.models()));
            return;
        }
        lines.line("tables            version %s".formatted(status.migrationVersion()));
        lines.line("model artifacts   %d".formatted(status.models()));
        lines.line("model versions    %d: %s".formatted(status.modelVersions(), counts(status.promotionStates())));
        lines.line("open holds        %d, %d of them on required fields"
                .formatted(status.openHolds(), status.openRequiredHolds()));
        lines.line("decisions         %s".formatted(counts(status.decisions())));
        lines.line("runs              %d".formatted(status.runs()));
        lines.line("last run          %s".formatted(describe(status.lastRun())));
    }

    private static String counts(Map<String, Long> counted) {
        return counted.entrySet().stream()
                .map(entry -> "%d %s".formatted(entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String describe(Status.@Nullable LastRun run) {
        if (run == null) {
            return "none";
        }
        String end = run.finishedAt() == null ? "not finished" : "finished " + run.finishedAt();
        return "%s, started %s, %s, decided %d%s"
                .formatted(run.runId(), run.startedAt(), end, run.decided(), reverted(run));
    }

    private static String reverted(Status.LastRun run) {
        if (run.revertedAt() != null) {
            return ", taken back " + run.revertedAt();
        }
        return run.takenBack() == 0 ? "" : ", taken back but for %d".formatted(run.decided() - run.takenBack());
    }
}
