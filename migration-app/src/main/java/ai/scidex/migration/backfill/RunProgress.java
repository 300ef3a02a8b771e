package ai.scidex.migration.backfill;

import ai.scidex.migration.backfill.Claims.Part;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param isOpen whether it goes on
 * @param isReverted whether it was taken back
 * @param planned whether it carries out a plan
 * @param nextFrom where the next page begins; absent if there is none
 * @param isLost whether nobody knows that our process lives
 */
record RunProgress(
        boolean isOpen,
        boolean isReverted,
        boolean planned,
        @Nullable String nextFrom,
        boolean isLost) {

    void refuseIfTakenAway(Part part) {
        if (isReverted) {
            throw new RunTakenAwayException(part.runId(), "it was taken back");
        }
        if (!isOpen && nextFrom != null) {
            throw new RunTakenAwayException(part.runId(), "revert or another run ended it");
        }
        if (isOpen && planned != part.planned()) {
            throw new RunTakenAwayException(
                    part.runId(), planned ? "it goes on by a plan" : "it goes on without its plan");
        }
    }
}
