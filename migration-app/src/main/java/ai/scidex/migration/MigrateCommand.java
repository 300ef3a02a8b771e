package ai.scidex.migration;

import ai.scidex.migration.schema.MigrationResult;
import ai.scidex.migration.schema.SchemaMigration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "migrate",
        description = "Bring the tables up to date. Running it again changes nothing.",
        footer = "%nExample: model-catalog migrate --dry-run --jdbc-url jdbc:postgresql://db.example.org/scidex")
final class MigrateCommand implements Callable<Integer> {

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Consent consent;

    @Mixin
    private Output output;

    @Option(names = "--dry-run", description = "Print which scripts would be applied, and apply none.")
    private boolean dryRun;

    MigrateCommand() {}

    @Override
    public Integer call() {
        try (Application application = database.open()) {
            TableMigration.refuseUnlessPossible(application, database);
            SchemaMigration migration = application.bean(SchemaMigration.class);
            if (dryRun) {
                printPending(migration.pending());
                return ExitCode.DONE;
            }
            if (!migration.pending().isEmpty()) {
                consent.ask(
                        database,
                        "migrate creates tables in " + application.database().description());
            }
            MigrationResult result = migration.migrate();
            output.print(result, lines -> TableMigration.print(result, lines));
            return ExitCode.DONE;
        }
    }

    private void printPending(List<String> scripts) {
        output.print(Map.of("pending", scripts), lines -> {
            if (scripts.isEmpty()) {
                lines.line("nothing to do, the tables are up to date");
            }
            scripts.forEach(script -> lines.line("would apply %s".formatted(script)));
        });
    }
}
