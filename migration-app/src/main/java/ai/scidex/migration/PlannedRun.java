package ai.scidex.migration;

import ai.scidex.migration.manifest.Landings;
import ai.scidex.migration.plan.PlanTotals;
import ai.scidex.migration.plan.Planning;
import java.util.List;

/**
 * What a migration and a backfill would do, as a dry run says.
 *
 * @param pending the scripts that would be applied
 * @param plan what the backfill would come to
 */
record PlannedRun(List<String> pending, PlanTotals plan) {

    PlannedRun {
        pending = List.copyOf(pending);
    }

    /** Decides everything, as the backfill would. */
    static PlannedRun of(Application application, List<String> pending, Landings landings) {
        Planning planning = application.bean(Planning.class);
        return new PlannedRun(pending, planning.plan(landings, planning.basis(landings, false), artifact -> {}));
    }

    /** Prints it as far as it is about the backfill. */
    void print(Output.Lines lines) {
        lines.line("backfill  would examine %d model artifacts: %d upgraded, %d held, %d unchanged"
                .formatted(plan.examined(), plan.upgraded(), plan.held(), plan.unchanged()));
        plan.refused()
                .forEach(refused ->
                        lines.line("          refuses %s: %s".formatted(refused.artifactId(), refused.reason())));
    }

    int exitCode() {
        return plan.refused().isEmpty() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO;
    }
}
