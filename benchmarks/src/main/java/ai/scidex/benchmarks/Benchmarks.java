package ai.scidex.benchmarks;

import ai.scidex.benchmarks.Suite.Setting;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the goals and prints a line for each. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        description = "Measures what the catalog costs beside what PostgreSQL and a JSON parser cost.",
        exitCodeOnExecutionException = 2)
final class Benchmarks implements Callable<Integer> {

    private static final List<Suite> SUITES = List.of(
            new StartBenchmark(),
            new ValidationBenchmark(),
            new RegistrationBenchmark(),
            new BackfillBenchmark(),
            new SharedRunBenchmark(),
            new GrowthBenchmark());

    @Option(names = "--only", split = ",", paramLabel = "GOAL", description = "Measure these goals only.")
    private Set<Goal> only = EnumSet.allOf(Goal.class);

    @Option(names = "--rounds", defaultValue = "7", description = "How often a comparison is made (default: 7).")
    private int rounds;

    @Option(names = "--rows", defaultValue = "100000", description = "Models of the smaller table (default: 100000).")
    private int rows;

    @Option(
            names = "--large-rounds",
            defaultValue = "7",
            description = "How often what needs the larger table is measured (default: 7).")
    private int largeRounds;

    @Option(
            names = "--large-rows",
            defaultValue = "1000000",
            description = "Models of the larger table (default: 1000000).")
    private int largeRows;

    @Option(
            names = "--postgres",
            paramLabel = "DIR",
            description = "Where initdb, pg_ctl, pgbench and psql are (default: the newest in /usr/lib/postgresql).")
    private @Nullable Path postgres;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results there, too.")
    private @Nullable Path json;

    @Spec
    private CommandSpec spec;

    private Benchmarks() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmarks()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Suite> suites = SUITES.stream()
                .filter(suite -> !Collections.disjoint(suite.goals(), only))
                .toList();
        suites.forEach(Suite::requireTools);
        Path scratch = Files.createTempDirectory("benchmarks");
        List<Result> results = new ArrayList<>();
        try (Server server = Server.start(postgres == null ? Server.newest() : postgres)) {
            Map<String, Object> machine = machine(server);
            out.println(machine);
            out.flush();
            Setting setting =
                    new Setting(server, Program.install(zip(), scratch), rounds, rows, largeRounds, largeRows, scratch);
            for (Suite suite : suites) {
                for (Result result : suite.measure(setting)) {
                    out.println(result.line());
                    out.flush();
                    results.add(result);
                }
                write(machine, results);
            }
        } finally {
            delete(scratch);
        }
        return results.stream().allMatch(Result::isMet) ? 0 : 1;
    }

    private static Path zip() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("distribution", "target"))) {
            return files.filter(file -> file.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("there is no zip in distribution/target: build it"));
        }
    }

    private static Map<String, Object> machine(Server server) {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("java", System.getProperty("java.vm.version"));
        machine.put("postgresql", server.version());
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        return machine;
    }

    private void write(Map<String, Object> machine, List<Result> results) throws IOException {
        if (json == null) {
            return;
        }
        List<Map<String, Object>> goals = new ArrayList<>();
        for (Result result : results) {
            Map<String, Object> goal = new LinkedHashMap<>();
            goal.put("id", result.goal().name());
            goal.put("what", result.goal().what());
            goal.put("against", result.goal().against());
            goal.put("ratio", result.ratio());
            goal.put("ours", result.ours());
            goal.put("theirs", result.theirs());
            goal.put("rounds", result.rounds());
            goal.put("goal", result.goal().bound());
            goal.put("met", result.isMet());
            goals.add(goal);
        }
        JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValue(json.toFile(), Map.of("machine", machine, "goals", goals));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
