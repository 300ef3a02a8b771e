package ai.scidex.catalog.validation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Documents, each with the verdict that it must get and the exact violations that it has.
 *
 * <p>The files in {@code src/test/resources/corpus/cases} say how each document differs from {@code internal.json} or
 * {@code external.json}. The verdict is written by hand. With {@code -Dgolden.update=true} the tests write the violations
 * that they get, and never the verdict.
 */
final class Corpus {

    static final boolean UPDATE = Boolean.getBoolean("golden.update");

    private static final Path FOLDER = Path.of("src", "test", "resources", "corpus");

    private Corpus() {}

    static List<CorpusFile> files() {
        try (Stream<Path> paths = Files.list(FOLDER.resolve("cases"))) {
            return paths.sorted()
                    .map(path -> CorpusFile.read(path, Corpus::base))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<CorpusCase> cases() {
        return files().stream().flatMap(file -> file.cases().stream()).toList();
    }

    private static String base(String variant) {
        try {
            return Files.readString(FOLDER.resolve(variant + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
