package ai.scidex.migration;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How tests start a JVM for a command: with an archive of the classes that it loads, made once, which saves half of each
 * start. Where none can be made, such as of classes in folders, they start without.
 */
final class TestJvm {

    private static final String TEST_CLASSES = "test-classes";

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private TestJvm() {}

    /** Returns the command line up to the name of a main class of the application. */
    static List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(Archive.OPTIONS);
        command.addAll(options);
        command.addAll(List.of("-classpath", Archive.CLASS_PATH));
        return command;
    }

    /** Returns the command line up to the name of a main class of the tests. */
    static List<String> commandOfTests() {
        return List.of(
                JAVA,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"));
    }

    private static final class Archive {

        /** The application does not need what tests need, and no archive takes folders. */
        static final String CLASS_PATH = String.join(
                File.pathSeparator,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !entry.endsWith(TEST_CLASSES))
                        .toList());

        static final List<String> OPTIONS = options();

        private static List<String> options() {
            try {
                Path folder = Files.createTempDirectory("classes");
                Path archive = folder.resolve("classes.jsa");
                new ProcessBuilder(
                                JAVA,
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:ArchiveClassesAtExit=" + archive,
                                "-classpath",
                                CLASS_PATH,
                                DatabaseClasses.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("made.txt").toFile())
                        .start()
                        .onExit()
                        .join();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "classes-delete"));
                return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable") : List.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            for (File file : folder.toFile().listFiles()) {
                file.delete();
            }
            folder.toFile().delete();
        }
    }
}
