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
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:the tables are up to date",
            "1:something stands in the way of the migration",
            "2:wrong usage",
            "130:stopped by Ctrl-C between two scripts; those that are applied stay"
        },
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog migrate --dry-run --jdbc-url jdbc:postgresql://db.example.org/scidex")
final class MigrateCommand implements Callable<Integer> {

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Consent consent;

    @Mixin
    private ProgressOptions progress;

    @Mixin
    private Output output;

    @Option(names = "--dry-run", description = "Print which scripts would be applied, and apply none.")
    private boolean dryRun;

    MigrateCommand() {}

    @Override
    public Integer call() {
        try (Application application = database.open(progress.watch())) {
            TableMigration.refuseUnlessPossible(application, database);
            SchemaMigration migration = application.bean(SchemaMigration.class);
            if (dryRun) {
                printPending(migration.pending());
                return ExitCode.DONE;
            }
            if (!migration.pending().isEmpty()) {
                consent.ask(database, application, "migrate creates tables in");
            }
            MigrationResult result = migration.migrate();
            output.print(result, lines -> TableMigration.print(result, lines));
            return ExitCode.DONE;
        }
    }

    private void printPending(List<String> scripts) {
        output.print(Map.of("pending", scripts), lines -> TableMigration.printPending(scripts, lines));
    }
}
