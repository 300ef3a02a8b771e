package ai.scidex.migration.schema;

import java.util.List;

/**
 * What a migration did, or would do.
 *
 * @param applied the scripts, in order; empty if the tables were up to date
 * @param migrationVersion the version that the tables have now, for example {@code 0109}
 */
public record MigrationResult(List<String> applied, String migrationVersion) {

    public MigrationResult {
        applied = List.copyOf(applied);
    }
}
