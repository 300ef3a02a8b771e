package ai.scidex.migration.backfill;

import ai.scidex.catalog.Adoption.Outcome;
import ai.scidex.catalog.CatalogException;
import ai.scidex.catalog.Occasion;
import ai.scidex.migration.backfill.BackfillResult.RefusedArtifact;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.KnownArtifacts;
import ai.scidex.migration.decision.LegacyArtifact;
import ai.scidex.migration.decision.Rules;
import ai.scidex.migration.manifest.Landings;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
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

    private static final long NO_RUN = 0;

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
        return lock.whileHeld(() -> {
            Optional<Long> unfinished = runs.unfinished(landings);
            if (unfinished.isEmpty() && artifacts.page("", NO_RUN, 1).isEmpty()) {
                String last = runs.last().map(String::valueOf).orElse(null);
                return BackfillResult.of(last, Map.of(), List.of());
            }
            Run run = new Run(unfinished.orElseGet(() -> runs.open(landings, toolVersion)), landings);
            run.work();
            runs.finish(run.id);
            return BackfillResult.of(Long.toString(run.id), run.outcomes, run.refused);
        });
    }

    /** The work of one run, and its count. */
    private final class Run {

        private final long id;
        private final Landings landings;
        private final Occasion occasion;
        private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        private final List<RefusedArtifact> refused = new ArrayList<>();
        private final Set<String> refusedIds = new HashSet<>();

        Run(long id, Landings landings) {
            this.id = id;
            this.landings = landings;
            this.occasion = new Occasion("model-catalog backfill", id);
        }

        void work() {
            int stale = 1;
            for (int pass = 0; pass < PASSES && stale > 0; pass++) {
                stale = pass();
            }
        }

        /** Goes through all artifacts that wait and returns how many of them were edited meanwhile. */
        private int pass() {
            int stale = 0;
            String after = "";
            while (true) {
                List<LegacyArtifact> page = artifacts.page(after, id, settings.batchSize());
                if (page.isEmpty()) {
                    return stale;
                }
                after = page.get(page.size() - 1).id().value();
                stale += write(decide(page));
            }
        }

        private List<Decision> decide(List<LegacyArtifact> page) {
            KnownArtifacts known = artifacts.known(page);
            return page.stream()
                    .filter(artifact -> !refusedIds.contains(artifact.id().value()))
                    .map(artifact -> Rules.decide(artifact, known))
                    .toList();
        }

        /** A page that the database refuses is halved, until the artifact that it refuses stands alone. */
        private int write(List<Decision> decisions) {
            try {
                PageWriter.Page page = writer.write(occasion, id, landings, decisions);
                page.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
                return page.stale();
            } catch (CatalogException e) {
                if (decisions.size() == 1) {
                    refuse(decisions.get(0), e);
                    return 0;
                }
                int half = decisions.size() / 2;
                return write(decisions.subList(0, half)) + write(decisions.subList(half, decisions.size()));
            }
        }

        private void refuse(Decision decision, CatalogException reason) {
            String artifactId = decision.artifact().id().value();
            refusedIds.add(artifactId);
            refused.add(new RefusedArtifact(artifactId, String.valueOf(reason.getMessage())));
        }
    }
}
