package ai.scidex.benchmarks;

import ai.scidex.benchmarks.Command.Run;
import ai.scidex.benchmarks.Result.Rounds;
import ai.scidex.migration.report.ReportQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** B5, M1 and P1: the larger table beside the smaller one. */
final class GrowthBenchmark implements Suite {

    private static final String SMALL = "small";
    private static final String LARGE = "large";
    private static final String WORK = "grown";
    private static final double KILOBYTES_OF_A_MEGABYTE = 1024;

    @Override
    public Set<Goal> goals() {
        return Set.of(Goal.B5, Goal.M1, Goal.P1);
    }

    @Override
    public List<Result> measure(Setting setting) {
        Server server = setting.server();
        Models.create(server, SMALL, setting.rows(), Documents::legacy);
        Models.create(server, LARGE, setting.largeRows(), Documents::legacy);
        Rounds time = new Rounds(Goal.B5, (double) setting.largeRows() / setting.rows());
        Rounds memory = new Rounds(Goal.M1);
        Rounds report = new Rounds(Goal.P1);
        for (int round = 0; round < setting.largeRounds(); round++) {
            Run small = BackfillBenchmark.backfill(setting, SMALL, WORK, "-Xmx64m");
            Run large = BackfillBenchmark.backfill(setting, LARGE, WORK, "-Xmx64m");
            time.add(large.seconds(), small.seconds());
            memory.add(
                    large.peakKilobytes() / KILOBYTES_OF_A_MEGABYTE, small.peakKilobytes() / KILOBYTES_OF_A_MEGABYTE);
            // What the backfill has left to write to the disk is written before it is read again.
            server.execute(WORK, "CHECKPOINT");
            report.add(report(setting).seconds(), copy(setting).seconds());
        }
        return List.of(time.result(), memory.result(), report.result());
    }

    private static Run report(Setting setting) {
        Path file = setting.scratch().resolve("report.md");
        return BackfillBenchmark.command(setting, WORK)
                .and("report", "--no-verify", "--file", file.toString())
                .run();
    }

    /** The same query in psql, which compiles nothing either: it takes a fifth longer if it does. */
    private static Run copy(Setting setting) {
        Path file = setting.scratch().resolve("rows.txt");
        return setting.server()
                .client("psql", WORK)
                .with("PGOPTIONS", "-c jit=off")
                .and("--quiet", "--command=\\copy (%s) TO '%s'".formatted(ReportQuery.ofAllArtifacts(), file))
                .run();
    }
}
