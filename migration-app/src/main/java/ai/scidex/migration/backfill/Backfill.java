package ai.scidex.migration.backfill;

import ai.scidex.catalog.Adoption.Outcome;
import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.Occasion;
import ai.scidex.migration.backfill.BackfillResult.RefusedArtifact;
import ai.scidex.migration.backfill.LegacyArtifacts.Work;
import ai.scidex.migration.backfill.LegacyRow.Illegible;
import ai.scidex.migration.backfill.LegacyRow.Legible;
import ai.scidex.migration.backfill.RunLock.Held;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.LegacyArtifact;
import ai.scidex.migration.manifest.Landings;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the model artifacts that nobody examined into the catalog.
 *
 * <p>A run that was killed is resumed by the next one: what was written stays, what was not is decided again.
 */
@Singleton
public final class Backfill {

    /** How often artifacts that somebody keeps editing are read again before they are left to the next run. */
    private static final int PASSES = 10;

    private static final String NOT_APPROVED =
            "it is not as it was planned any more; make a new plan, and give that one";

    private static final String EDITED =
            "somebody edited it each of the %d times that it was read; run the command again".formatted(PASSES);

    private final BackfillSettings settings;
    private final RunLock lock;
    private final Runs runs;
    private final LegacyArtifacts artifacts;
    private final PageWriter writer;

    Backfill(BackfillSettings settings, RunLock lock, Runs runs, LegacyArtifacts artifacts, PageWriter writer) {
        this.settings = settings;
        this.lock = lock;
        this.runs = runs;
        this.artifacts = artifacts;
        this.writer = writer;
    }

    /**
     * Decides and writes every artifact that waits; where none does, nothing is recorded.
     *
     * @param landings where each model lands
     * @param toolVersion the version of the application, for the record
     * @throws RunInProgressException if another run is in progress
     */
    public BackfillResult run(Landings landings, String toolVersion) {
        return run(landings, toolVersion, Approval.ofEverything());
    }

    /**
     * As {@link #run(Landings, String)}, but carries out only what is approved. An artifact that is decided otherwise
     * than it was approved is refused, and named.
     */
    public BackfillResult run(Landings landings, String toolVersion, Approval approval) {
        return lock.whileHeld(held -> {
            Optional<Long> unfinished = runs.unfinished(landings);
            approval.confirm(unfinished);
            Work waiting = new Work(null, approval.redecides());
            if (unfinished.isEmpty()
                    && artifacts.page(LegacyArtifacts.FIRST_ID, waiting, 1).isEmpty()) {
                String last = runs.last().map(String::valueOf).orElse(null);
                return BackfillResult.of(last, Map.of(), List.of());
            }
            Run run = new Run(held, unfinished.orElseGet(() -> runs.open(landings, toolVersion)), landings, approval);
            run.work();
            held.confirm();
            runs.finish(run.id);
            return BackfillResult.of(Long.toString(run.id), run.outcomes, run.refused());
        });
    }

    /** The work of one run, and its count. */
    private final class Run {

        private final Held held;
        private final long id;
        private final Landings landings;
        private final Approval approval;
        private final Occasion occasion;
        private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        private final Map<String, String> refused = new LinkedHashMap<>();

        Run(Held held, long id, Landings landings, Approval approval) {
            this.held = held;
            this.id = id;
            this.landings = landings;
            this.approval = approval;
            this.occasion = new Occasion("model-catalog backfill", id);
        }

        List<RefusedArtifact> refused() {
            return refused.entrySet().stream()
                    .map(entry -> new RefusedArtifact(entry.getKey(), entry.getValue()))
                    .toList();
        }

        void work() {
            List<ArtifactId> stale = pass();
            for (int pass = 1; pass < PASSES && !stale.isEmpty(); pass++) {
                stale = pass();
            }
            stale.forEach(artifact -> refused.put(artifact.value(), EDITED));
        }

        /** Goes through all artifacts that wait and returns those that were edited meanwhile. */
        private List<ArtifactId> pass() {
            List<ArtifactId> stale = new ArrayList<>();
            PageHalving<Decision> pages = new PageHalving<>(
                    page -> stale.addAll(write(page)),
                    (decision, reason) -> refused.put(decision.artifact().id().value(), reason));
            String from = LegacyArtifacts.FIRST_ID;
            Work work = new Work(id, approval.redecides());
            while (true) {
                held.confirm();
                List<LegacyRow> page = artifacts.page(from, work, settings.batchSize());
                if (page.isEmpty()) {
                    return stale;
                }
                from = LegacyArtifacts.next(page.get(page.size() - 1).id());
                pages.write(approved(artifacts.decide(legible(page))));
            }
        }

        private List<LegacyArtifact> legible(List<LegacyRow> page) {
            List<LegacyArtifact> legible = new ArrayList<>();
            for (LegacyRow row : page) {
                if (refused.containsKey(row.id())) {
                    continue;
                }
                if (row instanceof Legible known) {
                    legible.add(known.artifact());
                } else if (row instanceof Illegible unknown) {
                    refused.put(unknown.id(), unknown.reason());
                } else {
                    throw new AssertionError("unhandled " + row);
                }
            }
            return legible;
        }

        /** Writes a page and returns what was edited since it was read. */
        private Set<ArtifactId> write(List<Decision> decisions) {
            PageWriter.Page page = writer.write(occasion, id, landings, decisions);
            page.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
            return page.stale();
        }

        private List<Decision> approved(List<Decision> decisions) {
            List<Decision> approved = new ArrayList<>();
            for (Decision decision : decisions) {
                if (approval.covers(decision)) {
                    approved.add(decision);
                } else {
                    refused.put(decision.artifact().id().value(), NOT_APPROVED);
                }
            }
            return approved;
        }
    }
}
