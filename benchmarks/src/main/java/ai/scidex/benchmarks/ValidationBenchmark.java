package ai.scidex.benchmarks;

import ai.scidex.benchmarks.Result.Rounds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** V1 to V3. Each figure of each round comes from a JVM, or a node, of its own. */
final class ValidationBenchmark implements Suite {

    private static final TimeValue SECOND = TimeValue.seconds(1);
    private static final int WARM_UP = 4;
    private static final int MEASURED = 3;

    @Override
    public void requireTools() {
        Command.of("node", "--version").run();
        Command.of("npm", "--version").run();
    }

    @Override
    public Set<Goal> goals() {
        return Set.of(Goal.V1, Goal.V2, Goal.V3);
    }

    @Override
    public List<Result> measure(Setting setting) {
        Rounds parsing = new Rounds(Goal.V1);
        Rounds plain = new Rounds(Goal.V2);
        Rounds ajv = new Rounds(Goal.V3);
        Path node = node(setting.scratch());
        for (int round = 0; round < setting.rounds(); round++) {
            double ours = documentsPerSecond("catalog");
            parsing.add(ours, documentsPerSecond("readTree"));
            plain.add(ours, documentsPerSecond("plainSchema"));
            ajv.add(ours, ajvDocumentsPerSecond(node));
        }
        return List.of(parsing.result(), plain.result(), ajv.result());
    }

    private static double documentsPerSecond(String subject) {
        try {
            return new Runner(new OptionsBuilder()
                            .include("\\.%s\\.%s$".formatted(ValidationSubjects.class.getSimpleName(), subject))
                            .forks(1)
                            .warmupIterations(WARM_UP)
                            .warmupTime(SECOND)
                            .measurementIterations(MEASURED)
                            .measurementTime(SECOND)
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .runSingle()
                    .getPrimaryResult()
                    .getScore();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not measure " + subject, e);
        }
    }

    /** Lays out what node needs and returns the folder. */
    private static Path node(Path scratch) {
        try {
            Path folder = Files.createDirectories(scratch.resolve("node"));
            copy("/schemas/model_artifact_metadata.json", folder.resolve("schema.json"));
            for (String name : List.of("ajv.mjs", "package.json", "package-lock.json")) {
                copy("/ai/scidex/benchmarks/node/" + name, folder.resolve(name));
            }
            Files.write(
                    folder.resolve("documents.jsonl"),
                    IntStream.range(0, ValidationSubjects.DOCUMENTS)
                            .mapToObj(number -> Documents.mostlyValid(number).toString())
                            .toList());
            Command.of("npm", "ci", "--silent", "--prefix", folder.toString()).run();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(String resource, Path file) throws IOException {
        try (InputStream in = ValidationBenchmark.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("there is no resource " + resource);
            }
            Files.copy(in, file);
        }
    }

    private static double ajvDocumentsPerSecond(Path node) {
        return Double.parseDouble(Command.of("node", node.resolve("ajv.mjs").toString())
                .run()
                .printed()
                .strip());
    }
}
