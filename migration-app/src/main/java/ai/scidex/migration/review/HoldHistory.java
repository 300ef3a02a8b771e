package ai.scidex.migration.review;

import ai.scidex.migration.review.HeldField.Made;
import java.util.List;

/**
 * A hold and what it has been through.
 *
 * @param hold the hold as it is
 * @param decisions every decision on it and every taking back, the earliest first
 * @param others the other fields of the artifact that wait
 */
public record HoldHistory(HeldField hold, List<Step> decisions, List<HeldField> others) {

    public HoldHistory {
        decisions = List.copyOf(decisions);
        others = List.copyOf(others);
    }

    /**
     * One decision.
     *
     * @param action {@code resolved}, {@code dismissed} or {@code reopened}
     * @param decision the decision
     */
    public record Step(String action, Made decision) {}
}
