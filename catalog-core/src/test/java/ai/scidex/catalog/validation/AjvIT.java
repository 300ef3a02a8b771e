package ai.scidex.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program in another language comes to our verdict: ajv, on node. Runs with {@code -Pnode}, and then must run.
 *
 * <p>JavaScript reads numbers as doubles. Where that loses the digits on which the verdict rests, the corpus says so.
 */
@Tag("node")
class AjvIT {

    private static final Path SOURCES = Path.of("src", "test", "node");

    private static final Path SCHEMA = Path.of("..", "schemas", "model_artifact_metadata.json");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void install() throws Exception {
        for (String name : List.of("package.json", "package-lock.json", ".npmrc", "validate.mjs")) {
            Files.copy(SOURCES.resolve(name), folder.resolve(name));
        }
        run("npm", "ci");
    }

    @Test
    void comesToTheSameVerdict() throws Exception {
        List<CorpusCase> cases = Corpus.cases();
        Path documents = Files.write(
                folder.resolve("documents.jsonl"),
                cases.stream().map(document -> ascii(document.document())).toList());

        List<String> answers =
                run("node", "validate.mjs", SCHEMA.toAbsolutePath().normalize().toString(), documents.toString());

        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            boolean valid = cases.get(i).asDoubles().isValidAgainstTheSchema();
            expected.add("%s: %s %2$s".formatted(cases.get(i), valid));
            actual.add("%s: %s".formatted(cases.get(i), answers.get(i + 1)));
        }
        assertThat(actual).isEqualTo(expected);
        assertThat(answers).hasSize(1 + cases.size()).hasSizeGreaterThan(300);
        System.out.printf("%s: the same verdict on each of %d documents%n", answers.get(0), cases.size());
    }

    /** Half a surrogate pair cannot be written as UTF-8, but it can be spelt out. */
    private static String ascii(JsonNode document) {
        return MetadataJson.write(document)
                .chars()
                .mapToObj(c -> c < 0x7f ? Character.toString(c) : "\\u%04x".formatted(c))
                .collect(Collectors.joining());
    }

    private static List<String> run(String... command) throws IOException, InterruptedException {
        Path errors = folder.resolve(command[0] + ".err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor())
                .as("%s: %s", Arrays.toString(command), Files.readString(errors))
                .isZero();
        return lines;
    }
}
