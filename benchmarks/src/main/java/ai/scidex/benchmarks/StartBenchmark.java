package ai.scidex.benchmarks;

import ai.scidex.benchmarks.Result.Rounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/** S1 and S2: whole processes that need no database. */
final class StartBenchmark implements Suite {

    private static final int RUNS = 10;
    private static final double MILLIS = 1e3;

    private static final Command PYTHON = Command.of("/usr/bin/python3", "-c", "import jsonschema, psycopg2");

    @Override
    public void requireTools() {
        PYTHON.run();
    }

    @Override
    public Set<Goal> goals() {
        return Set.of(Goal.S1, Goal.S2);
    }

    @Override
    public List<Result> measure(Setting setting) {
        Command program = Command.program(setting.launcher());
        Command hello = Command.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Hello.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
                Hello.class.getName());
        Command validate = program.and("validate", document(setting.scratch()).toString());
        program.and("--version").run();
        validate.run();
        Rounds help = new Rounds(Goal.S1);
        Rounds validation = new Rounds(Goal.S2);
        for (int round = 0; round < setting.rounds(); round++) {
            help.add(
                    (millis(program.and("--help")) + millis(program.and("--version"))) / 2,
                    (millis(hello) + millis(hello)) / 2);
            validation.add(millis(validate), millis(PYTHON));
        }
        return List.of(help.result(), validation.result());
    }

    /** Returns the java that runs us. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static double millis(Command command) {
        return Quartiles.of(DoubleStream.generate(() -> command.run().seconds() * MILLIS)
                        .limit(RUNS)
                        .toArray())
                .median();
    }

    private static Path document(Path folder) {
        try {
            return Files.writeString(
                    folder.resolve("document.json"), Documents.canonical(0).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
