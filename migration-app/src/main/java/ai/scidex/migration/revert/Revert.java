package ai.scidex.migration.revert;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.Obstacle;
import ai.scidex.catalog.RestorationResult;
import ai.scidex.migration.backfill.Attempts;
import ai.scidex.migration.backfill.BackfillSettings;
import ai.scidex.migration.backfill.PageHalving;
import ai.scidex.migration.backfill.RunLock;
import ai.scidex.migration.backfill.Runs;
import ai.scidex.migration.progress.StoppedException;
import ai.scidex.migration.progress.Watch;
import ai.scidex.migration.revert.RevertResult.LeftArtifact;
import ai.scidex.migration.revert.RevertedRuns.Change;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what a run did, but for what somebody did something with since.
 *
 * <p>One that was killed is gone on with by the next one: what is taken back is on record, artifact by artifact.
 */
@Singleton
public final class Revert {

    private static final String ACTOR = "model-catalog revert";

    private final BackfillSettings settings;
    private final RunLock lock;
    private final Runs allRuns;
    private final RevertedRuns runs;
    private final RevertWriter writer;
    private final Attempts attempts;
    private final Watch watch;

    Revert(
            BackfillSettings settings,
            RunLock lock,
            Runs allRuns,
            RevertedRuns runs,
            RevertWriter writer,
            Attempts attempts,
            Watch watch) {
        this.settings = settings;
        this.lock = lock;
        this.allRuns = allRuns;
        this.runs = runs;
        this.writer = writer;
        this.attempts = attempts;
        this.watch = watch;
    }

    /**
     * Returns the run that is meant: the one that is named, or else the latest that is not taken back.
     *
     * @throws NoSuchRunException if there is none of that id
     */
    public Optional<Long> target(@Nullable Long runId) {
        if (runId == null) {
            return runs.last();
        }
        if (!runs.isThere(runId)) {
            throw new NoSuchRunException(runId);
        }
        return Optional.of(runId);
    }

    /**
     * Takes a run back. It counts as taken back once nothing of it is left.
     *
     * @throws ai.scidex.migration.backfill.RunInProgressException if a run is in progress, or somebody takes part in one
     * @throws StoppedException if somebody wants it to stop; what is taken back stays so
     */
    public RevertResult run(long runId) {
        return lock.whileAlone("revert", held -> {
            // Resumed, it would pass over what is taken back.
            attempts.run(() -> allRuns.end(runId));
            Pages pages = new Pages(runId);
            try (Watch.Step step = watch.begin("revert", "model artifacts", () -> runs.count(runId))) {
                List<Change> page = runs.page(runId, 0, settings.batchSize());
                while (!page.isEmpty()) {
                    pages.stopIfWanted();
                    held.confirm();
                    pages.halving.write(page.stream().map(Change::artifact).toList());
                    step.done(page.size());
                    page = runs.page(runId, page.get(page.size() - 1).id(), settings.batchSize());
                }
            }
            if (pages.left.isEmpty()) {
                held.confirm();
                attempts.run(() -> runs.finish(runId));
            }
            return new RevertResult(Long.toString(runId), pages.restored, pages.left);
        });
    }

    /** The pages of one run, and what became of them. */
    private final class Pages {

        private final long runId;
        private final PageHalving<ArtifactId> halving = new PageHalving<>(this::restore, this::leave, attempts);
        private final List<LeftArtifact> left = new ArrayList<>();
        private long restored;

        Pages(long runId) {
            this.runId = runId;
        }

        void stopIfWanted() {
            if (watch.wantsToStop()) {
                throw new StoppedException(
                        "the rest of run %d is still to be taken back; the %d model artifacts that were put back stay so"
                                .formatted(runId, restored));
            }
        }

        private void restore(List<ArtifactId> artifacts) {
            RestorationResult result = writer.restore(ACTOR, runId, artifacts);
            restored += result.restored().size();
            artifacts.stream()
                    .filter(result.left()::containsKey)
                    .forEach(artifact -> leave(artifact, sentence(result.left().getOrDefault(artifact, List.of()))));
        }

        private void leave(ArtifactId artifact, String reason) {
            left.add(new LeftArtifact(artifact.value(), reason));
        }

        private static String sentence(List<Obstacle> obstacles) {
            return obstacles.stream().map(Obstacle::sentence).collect(Collectors.joining(", "));
        }
    }
}
