package ai.scidex.fuzz;

import ai.scidex.migration.CommandLineTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lets Jazzer give each target so many inputs, beginning with those that are kept in {@code corpus}. Each target has a JVM of its
 * own, as Jazzer instruments what it loads.
 */
final class Fuzzing {

    private static final List<Class<?>> TARGETS = List.of(
            DocumentTarget.class,
            RulesTarget.class,
            ManifestTarget.class,
            TextTarget.class,
            ReportTarget.class,
            CommandLineTarget.class);

    private static final String LONGEST_INPUT = "-max_len=8192";

    /** The heap bounds the memory; what Jazzer needs for itself counts as well in its own limit. */
    private static final String HEAP = "-Xmx1g";

    private static final String NO_OTHER_LIMIT = "-rss_limit_mb=0";

    /** What takes longer than this many seconds for one input is a fault. */
    private static final String PATIENCE = "-timeout=20";

    private Fuzzing() {}

    /**
     * Ends with 1 if an input broke a target; it is in {@code target/found}.
     *
     * @param args how many inputs each target is given
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        long runs = Long.parseLong(args[0]);
        Path found = Files.createDirectories(Path.of("target", "found"));
        int broken = 0;
        for (Class<?> target : TARGETS) {
            broken += fuzz(target, runs, found) == 0 ? 0 : 1;
        }
        System.out.printf(
                "fuzzing   %d targets with %,d inputs each beside the kept ones: %d broken%n",
                TARGETS.size(), runs, broken);
        System.exit(broken == 0 ? 0 : 1);
    }

    private static int fuzz(Class<?> target, long runs, Path found) throws IOException, InterruptedException {
        String name = target.getSimpleName();
        Path kept = Path.of("corpus", name);
        Path fresh = Files.createDirectories(Path.of("target", "corpus", name));
        System.out.printf("fuzzing   %s: %,d kept inputs, then %,d%n", name, count(kept), runs);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:+EnableDynamicAgentLoading",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=ai.scidex.**",
                        "--reproducer_path=" + found,
                        "-artifact_prefix=" + found.resolve(name + "-"),
                        "-seed=1",
                        "-print_final_stats=1",
                        "-runs=" + (runs + count(kept)),
                        LONGEST_INPUT,
                        NO_OTHER_LIMIT,
                        PATIENCE,
                        fresh.toString(),
                        kept.toString())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", name + ".log").toFile())
                .start()
                .waitFor();
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
