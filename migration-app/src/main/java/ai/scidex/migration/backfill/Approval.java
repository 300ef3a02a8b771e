package ai.scidex.migration.backfill;

import ai.scidex.migration.decision.Decision;
import java.util.Optional;

/** What a run may do. */
public interface Approval {

    /** Returns whether it is what a plan says, and nothing else. Nobody else takes part in such a run. */
    boolean isPlan();

    /** Returns whether every held artifact is decided again. */
    boolean redecides();

    /**
     * Makes sure that what was approved can still be done. A run asks once it has the lock, before it writes anything.
     *
     * @param unfinishedRun the run that is resumed; empty if a new one begins
     */
    void confirm(Optional<Long> unfinishedRun);

    /** Returns whether the decision may be carried out. */
    boolean covers(Decision decision);

    /** Returns the approval of whatever the rules decide. */
    static Approval ofEverything() {
        return new Approval() {
            @Override
            public boolean isPlan() {
                return false;
            }

            @Override
            public boolean redecides() {
                return false;
            }

            @Override
            public void confirm(Optional<Long> unfinishedRun) {
                // Whatever is there now is what was approved.
            }

            @Override
            public boolean covers(Decision decision) {
                return true;
            }
        };
    }
}
