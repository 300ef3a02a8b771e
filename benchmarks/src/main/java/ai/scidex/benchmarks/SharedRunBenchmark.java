package ai.scidex.benchmarks;

import ai.scidex.benchmarks.Command.Run;
import ai.scidex.benchmarks.Result.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** J1: several processes that share one run, each with one worker, against one process with one worker. */
final class SharedRunBenchmark implements Suite {

    private static final String MODELS = "shared";
    private static final String WORK = "shared_work";
    private static final int PROCESSES = 4;
    private static final double NANOS = 1e9;

    @Override
    public Set<Goal> goals() {
        return Set.of(Goal.J1);
    }

    @Override
    public List<Result> measure(Setting setting) {
        Server server = setting.server();
        Models.create(server, MODELS, 2 * setting.rows(), Documents::legacy);
        Rounds rounds = new Rounds(Goal.J1);
        for (int round = 0; round < setting.largeRounds(); round++) {
            server.copy(MODELS, WORK);
            double alone = backfill(setting).run().seconds();
            BackfillBenchmark.requireAllDone(server, WORK);
            server.copy(MODELS, WORK);
            double together = together(setting);
            BackfillBenchmark.requireAllDone(server, WORK);
            rounds.add(together, alone);
        }
        server.execute("postgres", "DROP DATABASE " + WORK);
        server.execute("postgres", "DROP DATABASE " + MODELS);
        return List.of(rounds.result());
    }

    private static Command backfill(Setting setting) {
        return BackfillBenchmark.command(setting, WORK).and("backfill", "--yes", "--no-manifest", "--workers", "1");
    }

    private static double together(Setting setting) {
        ExecutorService executor = Executors.newFixedThreadPool(PROCESSES);
        try {
            long begin = System.nanoTime();
            List<Future<Run>> processes = new ArrayList<>();
            processes.add(executor.submit(() -> backfill(setting).run()));
            for (int i = 1; i < PROCESSES; i++) {
                processes.add(
                        executor.submit(() -> backfill(setting).and("--join").run()));
            }
            for (Future<Run> process : processes) {
                process.get();
            }
            return (System.nanoTime() - begin) / NANOS;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the processes did not share the run", e);
        } finally {
            executor.shutdownNow();
        }
    }
}
