package ai.scidex.migration.backfill;

import ai.scidex.catalog.Adoption.Outcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the backfill did.
 *
 * @param runId the run; that of the last one if there was nothing to do; absent if there never was one
 * @param examined how many artifacts this run decided: the sum of the three outcomes
 * @param upgraded how many got metadata in the new form
 * @param held how many wait for a person, because a required field is held
 * @param unchanged how many had metadata in the new form already
 * @param refused the artifacts that could not be read or written, with the reason; they stay unexamined
 */
public record BackfillResult(
        @Nullable String runId,
        long examined,
        long upgraded,
        long held,
        long unchanged,
        List<RefusedArtifact> refused) {

    public BackfillResult {
        refused = List.copyOf(refused);
    }

    static BackfillResult of(@Nullable String runId, Map<Outcome, Long> outcomes, List<RefusedArtifact> refused) {
        long upgraded = outcomes.getOrDefault(Outcome.UPGRADED, 0L);
        long held = outcomes.getOrDefault(Outcome.HELD, 0L);
        long unchanged = outcomes.getOrDefault(Outcome.UNCHANGED, 0L);
        return new BackfillResult(runId, upgraded + held + unchanged, upgraded, held, unchanged, refused);
    }

    /**
     * An artifact that was left as it was.
     *
     * @param artifactId the artifact
     * @param reason why
     */
    public record RefusedArtifact(String artifactId, String reason) {

        /** Returns the id as people can read it, also where it is blank. */
        public String name() {
            return artifactId.isBlank() ? "'%s'".formatted(artifactId) : artifactId;
        }
    }
}
