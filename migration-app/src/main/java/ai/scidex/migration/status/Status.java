package ai.scidex.migration.status;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a database stands.
 *
 * @param migrationVersion the version that the tables have; absent before the first migration
 * @param models how many model artifacts there are
 * @param modelVersions how many of them the catalog knows
 * @param promotionStates how many are in each state, none of them left out
 * @param openHolds how many fields wait for a person
 * @param openRequiredHolds how many of those keep their artifact waiting
 * @param decisions how many fields people gave a value ({@code resolved}), or left empty ({@code dismissed})
 * @param runs how many runs of the backfill there were, taken back or not
 * @param lastRun the latest run of the backfill; absent if there was none
 */
public record Status(
        @Nullable String migrationVersion,
        long models,
        long modelVersions,
        Map<String, Long> promotionStates,
        long openHolds,
        long openRequiredHolds,
        Map<String, Long> decisions,
        long runs,
        @Nullable LastRun lastRun) {

    public Status {
        promotionStates = Collections.unmodifiableMap(new LinkedHashMap<>(promotionStates));
        decisions = Collections.unmodifiableMap(new LinkedHashMap<>(decisions));
    }

    /**
     * A run of the backfill.
     *
     * @param runId its id
     * @param startedAt when it began, ISO-8601 in UTC
     * @param finishedAt when it ended; absent if it was killed or is at work
     * @param revertedAt when all of it was taken back; absent if it was not
     * @param decided how many model artifacts it has decided so far
     * @param takenBack how many of those were taken back
     */
    public record LastRun(
            String runId,
            String startedAt,
            @Nullable String finishedAt,
            @Nullable String revertedAt,
            long decided,
            long takenBack) {}
}
