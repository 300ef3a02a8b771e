package ai.scidex.migration.backfill;

import ai.scidex.catalog.Adoption.Outcome;
import ai.scidex.migration.backfill.BackfillResult.RefusedArtifact;
import ai.scidex.migration.backfill.Claims.Part;
import ai.scidex.migration.backfill.LegacyArtifacts.Work;
import ai.scidex.migration.backfill.RunLock.Held;
import ai.scidex.migration.backfill.Runs.InProgress;
import ai.scidex.migration.backfill.Worker.Tools;
import ai.scidex.migration.manifest.Landings;
import ai.scidex.migration.progress.StoppedException;
import ai.scidex.migration.progress.Watch;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Brings the model artifacts that nobody examined into the catalog.
 *
 * <p>A run that was killed is resumed by the next one: what was written stays, what was not is decided again. Workers of
 * this process, and other processes, share a run by what they claim of it in the database.
 */
@Singleton
public final class Backfill {

    private static final String COMMAND = "backfill";

    private static final String NONE_IN_PROGRESS =
            "no run is in progress on this database, and model artifacts wait; begin one with model-catalog backfill";

    private final BackfillSettings settings;
    private final RunLock lock;
    private final Runs runs;
    private final LegacyArtifacts artifacts;
    private final Tools tools;
    private final Watch watch;

    Backfill(
            BackfillSettings settings,
            RunLock lock,
            Runs runs,
            Claims claims,
            LegacyArtifacts artifacts,
            PageWriter writer,
            Attempts attempts,
            Watch watch) {
        this.settings = settings;
        this.lock = lock;
        this.runs = runs;
        this.artifacts = artifacts;
        this.watch = watch;
        this.tools = new Tools(settings.batchSize(), runs, claims, artifacts, writer, attempts);
    }

    /**
     * Decides and writes every artifact that waits; where none does, nothing is recorded.
     *
     * @param landings where each model lands
     * @param toolVersion the version of the application, for the record
     * @throws RunInProgressException if another run is in progress
     * @throws StoppedException if somebody wants it to stop; the pages that are written stay
     */
    public BackfillResult run(Landings landings, String toolVersion) {
        return run(landings, toolVersion, Approval.ofEverything());
    }

    /**
     * As {@link #run(Landings, String)}, but carries out only what is approved. An artifact that is decided otherwise
     * than it was approved is refused, and named.
     */
    public BackfillResult run(Landings landings, String toolVersion, Approval approval) {
        return lock.whileHeld(COMMAND, () -> mayJoin(landings, approval), held -> {
            Optional<Long> unfinished = runs.unfinished(landings);
            approval.confirm(unfinished);
            // Those who take part in it may have ended it meanwhile.
            Optional<Long> resumed =
                    unfinished.filter(run -> tools.attempts().of(() -> runs.resume(run, approval.isPlan())));
            if (resumed.isEmpty() && !isAnyWaiting(approval)) {
                return nothingDone();
            }
            long run = resumed.orElseGet(
                    () -> tools.attempts().of(() -> runs.open(landings, toolVersion, approval.isPlan())));
            return work(run, landings, approval, held);
        });
    }

    private boolean mayJoin(Landings landings, Approval approval) {
        return !approval.isPlan()
                && runs.inProgress(landings).filter(InProgress::isShared).isPresent();
    }

    /**
     * Takes part in the run that another process has begun, or waits a moment for one to begin. It goes on until that run
     * has ended, also where the process that began it dies.
     *
     * @param notice is told, in a sentence for people, that there is no run, or that nothing of it was left
     * @return what this process did itself
     * @throws JoinRefusedException if no run begins though artifacts wait, or one that decides otherwise than we would
     * @throws RunInProgressException if somebody takes a run back
     */
    public BackfillResult join(Landings landings, Consumer<String> notice) {
        return lock.whilePresent(COMMAND + " --join", held -> {
            Optional<InProgress> run = awaitRun(landings, held, notice);
            if (run.isEmpty()) {
                return nothingDone();
            }
            refuseUnlessShared(run.get());
            BackfillResult result = work(run.get().id(), landings, Approval.ofEverything(), held);
            if (result.examined() == 0 && result.refused().isEmpty()) {
                notice.accept("run %d has ended; nothing of it was left for this process"
                        .formatted(run.get().id()));
            }
            return result;
        });
    }

    private Optional<InProgress> awaitRun(Landings landings, Held held, Consumer<String> notice) {
        long begin = System.nanoTime();
        Backoff backoff = new Backoff();
        boolean isToldOf = false;
        while (true) {
            Optional<InProgress> run = runs.inProgress(landings);
            if (run.isPresent() && held.takePart()) {
                // Until then it could end, or go on otherwise.
                run = runs.inProgress(landings);
                if (run.isPresent()) {
                    return run;
                }
            } else if (run.isPresent() && isOver(begin)) {
                throw held.inTheWay();
            }
            if (run.isEmpty() && !isAnyWaiting(Approval.ofEverything())) {
                notice.accept("no run is in progress on this database");
                return run;
            }
            if (run.isEmpty() && isOver(begin)) {
                throw new JoinRefusedException(NONE_IN_PROGRESS);
            }
            if (run.isEmpty() && !isToldOf) {
                notice.accept("no run is in progress on this database; waiting %d seconds for one to begin"
                        .formatted(settings.joinPatience().toSeconds()));
                isToldOf = true;
            }
            LockSupport.parkNanos(backoff.next().toNanos());
        }
    }

    private boolean isOver(long begin) {
        return System.nanoTime() - begin >= settings.joinPatience().toNanos();
    }

    private static void refuseUnlessShared(InProgress run) {
        if (run.planned()) {
            throw new JoinRefusedException(
                    "run %d carries out a plan, which cannot be shared; wait until it ends".formatted(run.id()));
        }
        if (!run.sameRules()) {
            throw new JoinRefusedException(
                    "run %d has other rules or another schema than this version of the application; take part with the version that began it, or wait until it ends"
                            .formatted(run.id()));
        }
        if (!run.sameManifest()) {
            throw new JoinRefusedException(
                    "run %d has another manifest; give the same --manifest or --no-manifest, or wait until it ends"
                            .formatted(run.id()));
        }
    }

    private boolean isAnyWaiting(Approval approval) {
        Work waiting = new Work(null, approval.redecides());
        return !artifacts.page(LegacyArtifacts.FIRST_ID, waiting, 1).isEmpty();
    }

    private BackfillResult nothingDone() {
        return BackfillResult.of(runs.last().map(String::valueOf).orElse(null), Map.of(), List.of());
    }

    private BackfillResult work(long run, Landings landings, Approval approval, Held held) {
        Part part = Part.of(run, approval, held);
        List<Worker> workers;
        try (Watch.Step step = watch.begin(
                "backfill", "model artifacts", () -> artifacts.count(new Work(run, approval.redecides())))) {
            workers = Stream.generate(() -> new Worker(tools, part, landings, approval, step))
                    .limit(settings.workers())
                    .toList();
            new Crew(watch::wantsToStop)
                    .work(workers.stream()
                            .<Consumer<Crew>>map(worker -> worker::work)
                            .toList());
        }
        if (watch.wantsToStop() && workers.stream().noneMatch(Worker::hasSeenTheEnd)) {
            throw stopped(run, workers);
        }
        if (workers.stream().noneMatch(Worker::hasEndedTheRun)) {
            held.confirm();
        }
        return result(run, workers);
    }

    private static StoppedException stopped(long run, List<Worker> workers) {
        return new StoppedException("run %d goes on later; the %d model artifacts that were examined now stay so"
                .formatted(run, result(run, workers).examined()));
    }

    private static BackfillResult result(long run, List<Worker> workers) {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        Map<String, String> refused = new TreeMap<>();
        for (Worker worker : workers) {
            worker.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
            refused.putAll(worker.refused());
        }
        List<RefusedArtifact> named = refused.entrySet().stream()
                .map(entry -> new RefusedArtifact(entry.getKey(), entry.getValue()))
                .toList();
        return BackfillResult.of(Long.toString(run), outcomes, named);
    }
}
