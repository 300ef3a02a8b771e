package ai.scidex.migration.manifest;

import ai.scidex.catalog.PromotionState;
import org.jspecify.annotations.Nullable;

/**
 * The state that a model lands in.
 *
 * @param state the state
 * @param reason why; absent for a model that no manifest names
 */
public record Landing(PromotionState state, @Nullable String reason) {

    /** Where a model lands that no manifest names. */
    public static final Landing CANDIDATE = new Landing(PromotionState.CANDIDATE, null);
}
