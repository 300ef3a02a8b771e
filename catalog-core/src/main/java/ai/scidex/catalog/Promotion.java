package ai.scidex.catalog;

import java.time.Instant;
import java.util.List;

/**
 * A move in the evaluation gate that was made.
 *
 * @param model the version that moved
 * @param from where it stood
 * @param to where it stands
 * @param steppedDown the versions of its lineage that were latest and are no more, in the order of their ids
 * @param decision who moved it, and why
 * @param occurredAt when, as the ledger has it
 */
public record Promotion(
        ArtifactId model,
        PromotionState from,
        PromotionState to,
        List<ArtifactId> steppedDown,
        PromotionDecision decision,
        Instant occurredAt) {

    public Promotion {
        steppedDown = List.copyOf(steppedDown);
    }
}
