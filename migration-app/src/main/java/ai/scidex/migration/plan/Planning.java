package ai.scidex.migration.plan;

import ai.scidex.catalog.Adoption.Outcome;
import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.Violation;
import ai.scidex.migration.backfill.Approval;
import ai.scidex.migration.backfill.BackfillResult.RefusedArtifact;
import ai.scidex.migration.backfill.BackfillSettings;
import ai.scidex.migration.backfill.LegacyArtifacts;
import ai.scidex.migration.backfill.LegacyArtifacts.Work;
import ai.scidex.migration.backfill.LegacyRow;
import ai.scidex.migration.backfill.LegacyRow.Illegible;
import ai.scidex.migration.backfill.LegacyRow.Legible;
import ai.scidex.migration.backfill.Runs;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.LegacyArtifact;
import ai.scidex.migration.manifest.Landings;
import ai.scidex.migration.progress.Watch;
import io.micronaut.transaction.TransactionDefinition.Isolation;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides what a backfill would decide, and writes nothing. */
@Singleton
public class Planning {

    private final BackfillSettings settings;
    private final LegacyArtifacts artifacts;
    private final Runs runs;
    private final MetadataValidator validator;
    private final Watch watch;

    Planning(
            BackfillSettings settings, LegacyArtifacts artifacts, Runs runs, MetadataValidator validator, Watch watch) {
        this.settings = settings;
        this.artifacts = artifacts;
        this.runs = runs;
        this.validator = validator;
        this.watch = watch;
    }

    /** Returns what the decisions of a plan rest on, beside the artifacts. */
    public PlanBasis basis(Landings landings, boolean redecide) {
        return PlanBasis.of(redecide, validator.schema(), landings);
    }

    /**
     * Decides every artifact that waits, all as the database is at one moment, page by page. A database that was not
     * migrated yet is read as it will be after that.
     *
     * @param landings where each model lands
     * @param basis what the decisions rest on
     * @param planned gets each artifact once it is decided, in the order of their ids
     * @throws ai.scidex.migration.progress.StoppedException if somebody wants it to stop
     */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public PlanTotals plan(Landings landings, PlanBasis basis, Consumer<PlannedArtifact> planned) {
        return plan(landings, basis, null, planned);
    }

    /** Returns the approval of what a plan says. Whoever asks for it closes the file. */
    public Approval approvalOf(PlanFile file, Landings landings) {
        return new ApprovedPlan(file, this, landings);
    }

    /**
     * Plans again, and returns the beginnings of the fingerprints if nothing differs from the plan.
     *
     * @throws OutdatedPlanException if something does
     */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public long[] compare(PlanFile file, Landings landings, PlanBasis basis, Optional<Long> unfinishedRun) {
        PlanComparison comparison = new PlanComparison(file, runs, unfinishedRun);
        plan(landings, basis, unfinishedRun.orElse(null), comparison::add);
        return comparison.end();
    }

    private PlanTotals plan(
            Landings landings, PlanBasis basis, @Nullable Long runId, Consumer<PlannedArtifact> planned) {
        LegacyArtifacts readable = artifacts.ofWhatIsThere();
        Work work = new Work(runId, basis.redecide());
        Map<String, Long> outcomes = new HashMap<>();
        List<RefusedArtifact> refused = new ArrayList<>();
        PlanSeal seal = new PlanSeal();
        try (Watch.Step step = watch.begin("plan", "model artifacts", () -> readable.count(work))) {
            String from = LegacyArtifacts.FIRST_ID;
            List<LegacyRow> page = readable.page(from, work, settings.batchSize());
            while (!page.isEmpty()) {
                watch.stopIfWanted("plan");
                for (Decision decision : readable.decide(legible(page, refused))) {
                    PlannedArtifact artifact = planned(decision, landings);
                    outcomes.merge(artifact.outcome(), 1L, Long::sum);
                    seal.add(artifact);
                    planned.accept(artifact);
                }
                step.done(page.size());
                from = LegacyArtifacts.next(page.get(page.size() - 1).id());
                page = readable.page(from, work, settings.batchSize());
            }
        }
        long upgraded = outcomes.getOrDefault(Outcome.UPGRADED.text(), 0L);
        long held = outcomes.getOrDefault(Outcome.HELD.text(), 0L);
        long unchanged = outcomes.getOrDefault(Outcome.UNCHANGED.text(), 0L);
        return new PlanTotals(upgraded + held + unchanged, upgraded, held, unchanged, refused, seal.of(basis));
    }

    /** Returns what would become of a decision: as when it is written, the fields that the validator refuses are held. */
    PlannedArtifact planned(Decision decision, Landings landings) {
        List<Violation> violations = decision.isHeld()
                ? List.of()
                : validator.validate(decision.foreseen()).violations();
        Decision carriedOut = violations.isEmpty() ? decision : decision.heldBy(violations);
        return PlannedArtifact.of(carriedOut, landings.of(decision.artifact().id()));
    }

    private static List<LegacyArtifact> legible(List<LegacyRow> page, List<RefusedArtifact> refused) {
        List<LegacyArtifact> legible = new ArrayList<>();
        for (LegacyRow row : page) {
            if (row instanceof Legible known) {
                legible.add(known.artifact());
            } else if (row instanceof Illegible unknown) {
                refused.add(new RefusedArtifact(unknown.id(), unknown.reason()));
            } else {
                throw new AssertionError("unhandled " + row);
            }
        }
        return legible;
    }
}
