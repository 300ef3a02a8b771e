package ai.scidex.report;

import org.jspecify.annotations.Nullable;

/**
 * One run of the backfill, as it was recorded.
 *
 * @param id the run's id
 * @param startedAt when it began, formatted for reading
 * @param finishedAt when it ended; absent while it is unfinished
 * @param revertedAt when it was taken back; absent if it stands
 * @param startedBy who began it
 * @param toolVersion the version of the application
 * @param rulesVersion the version of the rules that decided
 * @param schemaVersion the version of the metadata schema
 * @param schemaSha256 the SHA-256 of the metadata schema
 * @param expectedModels how many models its manifest named; absent if it had no manifest
 */
public record Run(
        String id,
        String startedAt,
        @Nullable String finishedAt,
        @Nullable String revertedAt,
        String startedBy,
        String toolVersion,
        String rulesVersion,
        String schemaVersion,
        String schemaSha256,
        @Nullable Integer expectedModels) {

    public Run {
        Text.requireNotBlank(id, "the id of a run");
        Text.requireNotBlank(startedAt, "the start of run " + id);
        if (expectedModels != null && expectedModels < 0) {
            throw new IllegalArgumentException("run %s cannot expect %d models".formatted(id, expectedModels));
        }
    }
}
