package ai.scidex.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text that a test expects, kept in {@code src/test/resources/golden} so that a change of it is seen in review.
 *
 * <p>With {@code -Dgolden.update=true} the tests write what they get instead of comparing it.
 *
 * @param name the file's name
 */
record GoldenFile(String name) {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    void assertEquals(String actual) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
