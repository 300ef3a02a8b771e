package ai.scidex.migration.plan;

import ai.scidex.migration.backfill.BackfillResult.RefusedArtifact;
import java.util.List;

/**
 * What a plan comes to.
 *
 * @param examined how many artifacts would be decided: the sum of the three outcomes
 * @param upgraded how many would get metadata in the new form
 * @param held how many would wait for a person
 * @param unchanged how many have metadata in the new form already
 * @param refused the artifacts that cannot be read, with the reason
 * @param sha256 the hash of the plan: of its basis and of every artifact in it
 */
public record PlanTotals(
        long examined, long upgraded, long held, long unchanged, List<RefusedArtifact> refused, String sha256) {

    public PlanTotals {
        refused = List.copyOf(refused);
    }
}
