package ai.scidex.migration;

import ai.scidex.migration.schema.Finding;
import ai.scidex.migration.schema.MigrationResult;
import ai.scidex.migration.schema.Preflight;
import ai.scidex.migration.schema.SchemaMigration;
import java.util.ArrayList;
import java.util.List;

/** The step of a command that brings the tables up to date, or asks that they are. */
final class TableMigration {

    private TableMigration() {}

    /** Says what the preflight warns of, and ends the command if something stands in the way of the migration. */
    static void refuseUnlessPossible(Application application, DatabaseOptions options) {
        List<String> obstacles = new ArrayList<>();
        for (Finding finding : application.bean(Preflight.class).check()) {
            if (finding.stops()) {
                obstacles.add(finding.toString());
            } else {
                options.say("warning: " + finding);
            }
        }
        if (!obstacles.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, String.join(". ", obstacles));
        }
    }

    /** Says what would stand in the way of a migration that is still to come, and what to look out for. */
    static void warnUnlessPossible(Application application, DatabaseOptions options) {
        if (!application.bean(SchemaMigration.class).pending().isEmpty()) {
            application.bean(Preflight.class).check().forEach(finding -> options.say("warning: " + finding));
        }
    }

    /** Ends the command if the tables are not there, or not up to date. */
    static void refuseUnlessDone(Application application) {
        if (!application.bean(SchemaMigration.class).pending().isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "the tables are not up to date; run model-catalog migrate first");
        }
    }

    /** Prints what a migration would apply. */
    static void printPending(List<String> scripts, Output.Lines lines) {
        if (scripts.isEmpty()) {
            lines.line("nothing to do, the tables are up to date");
        }
        scripts.forEach(script -> lines.line("would apply %s".formatted(script)));
    }

    static void print(MigrationResult result, Output.Lines lines) {
        if (result.applied().isEmpty()) {
            lines.line("migrate   nothing to do, the tables have version %s".formatted(result.migrationVersion()));
        } else {
            lines.line("migrate   applied %d scripts, the tables have version %s"
                    .formatted(result.applied().size(), result.migrationVersion()));
        }
    }
}
