package ai.scidex.migration.plan;

import ai.scidex.migration.backfill.Approval;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.manifest.Landings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The approval of what a plan says, and of nothing else.
 *
 * <p>Of each artifact it remembers eight bytes of the fingerprint. So one that is edited between the confirmation and its
 * turn is found out, and a plan of a million artifacts takes eight megabytes.
 */
final class ApprovedPlan implements Approval {

    private final PlanFile file;
    private final Planning planning;
    private final Landings landings;

    private long[] approved = {};

    ApprovedPlan(PlanFile file, Planning planning, Landings landings) {
        this.file = file;
        this.planning = planning;
        this.landings = landings;
    }

    @Override
    public boolean isPlan() {
        return true;
    }

    @Override
    public boolean redecides() {
        return file.basis().redecide();
    }

    /**
     * Plans again and compares.
     *
     * @throws OutdatedPlanException if anything is otherwise than in the plan
     */
    @Override
    public void confirm(Optional<Long> unfinishedRun) {
        PlanBasis now = planning.basis(landings, redecides());
        List<String> changes = file.basis().changes(now);
        if (!changes.isEmpty()) {
            throw new OutdatedPlanException(file.file(), changes, changes.size());
        }
        approved = planning.compare(file, landings, now, unfinishedRun);
        Arrays.sort(approved);
    }

    @Override
    public boolean covers(Decision decision) {
        return Arrays.binarySearch(
                        approved, planning.planned(decision, landings).shortFingerprint())
                >= 0;
    }
}
