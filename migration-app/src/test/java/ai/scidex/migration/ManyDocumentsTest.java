package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.migration.documents.MetadataDocument;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code validate} does with more than its memory holds, in a JVM of its own. */
class ManyDocumentsTest {

    /** Ten of these are as much as the heap of the other JVM can hold. */
    private static final String TEXT = "x".repeat(8_000);

    @TempDir
    private Path folder;

    @Test
    void validatesAFolderThatIsManyTimesLargerThanTheMemory() throws IOException {
        Path models = Files.createDirectory(folder.resolve("models"));
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Path group = Files.createDirectories(models.resolve("group-%02d".formatted(i / 100)));
            Path file = Files.writeString(group.resolve("model-%04d.json".formatted(i)), document(i));
            files.add(file.toString());
        }

        Ended ended = validate("-Xmx32m", "--output", "json", models.toString());

        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(3);
        JsonNode judgements = ended.json();
        assertThat(judgements.findValuesAsText("file")).isEqualTo(files);
        assertThat(judgements)
                .filteredOn(judgement -> !judgement.path("valid").asBoolean())
                .hasSize(10)
                .allSatisfy(judgement -> assertThat(judgement.path("violations").findValuesAsText("pointer"))
                        .containsExactly("/framework"));
    }

    @Test
    void validatesLinesThatAreManyTimesLargerThanTheMemory() throws IOException {
        Path models = folder.resolve("models.jsonl");
        try (BufferedWriter lines = Files.newBufferedWriter(models)) {
            for (int i = 0; i < 20_000; i++) {
                lines.write(document(i) + "\n");
            }
        }

        Ended ended = validate("-Xmx32m", models.toString());

        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out().lines().filter(line -> line.endsWith("invalid")))
                .hasSize(21)
                .contains(
                        models + ":1: invalid", models + ":19001: invalid", "20000 documents: 19980 valid, 20 invalid");
    }

    @Test
    void saysThatADocumentDoesNotFitIntoTheMemoryAndJudgesTheOthers() throws IOException {
        Path large =
                Files.writeString(folder.resolve("large.json"), "{\"a\": \"%s\"}".formatted("x".repeat(50_000_000)));
        Path small = Files.writeString(folder.resolve("small.json"), document(1));

        assertThat(validate("-Xmx64m", large.toString(), small.toString()))
                .isEqualTo(new Ended(
                        1,
                        "%s: valid\n2 documents: 1 valid, 0 invalid, 1 cannot be read\n".formatted(small),
                        "model-catalog: cannot read %s: there is not enough memory for it; give the JVM more, as in MODEL_CATALOG_JAVA_OPTS=-Xmx4g\n"
                                .formatted(large)));
    }

    @Test
    void saysWhichLineDoesNotFitIntoTheMemoryAndJudgesTheOthers() throws IOException {
        Path models = Files.writeString(
                folder.resolve("models.jsonl"),
                "%s\n{\"a\": \"%s\"}\n{}\n%s\n".formatted(document(1), "x".repeat(40_000_000), document(2)));

        Ended ended = validate("-Xmx64m", models.toString());

        assertThat(ended.err())
                .isEqualTo(
                        "model-catalog: cannot read %s:2: there is not enough memory for it; give the JVM more, as in MODEL_CATALOG_JAVA_OPTS=-Xmx4g\n"
                                .formatted(models));
        assertThat(ended.out())
                .startsWith(models + ":3: invalid\n")
                .endsWith("4 documents: 2 valid, 1 invalid, 1 cannot be read\n");
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    @Test
    void refusesAFileThatIsTooLargeWithoutReadingIt() throws IOException {
        Path large = folder.resolve("large.json");
        try (FileChannel channel = FileChannel.open(large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[1]), MetadataDocument.MAX_BYTES);
        }

        assertThat(validate("-Xmx64m", large.toString()))
                .isEqualTo(new Ended(
                        3,
                        "%s: invalid\n  the document is larger than 67108864 bytes (64 MiB); keep what is large elsewhere, and name it in the metadata\n"
                                .formatted(large),
                        ""));
    }

    @Test
    void needsNeitherFrameworkNorDatabase() throws IOException {
        Path model = Files.writeString(folder.resolve("model.json"), document(1));
        Path classes = folder.resolve("classes.log");

        Ended validated = validate("-Xlog:class+load:file=" + classes, model.toString());

        assertThat(validated).isEqualTo(Ended.done(model + ": valid\n"));
        assertThat(Files.readAllLines(classes))
                .anyMatch(line -> line.contains(" " + ValidateCommand.class.getName() + " "))
                .noneMatch(line -> line.contains(" io.micronaut.context.") || line.contains(" org.postgresql."));
    }

    /** Every thousandth document is invalid. */
    private static String document(int number) {
        String framework = number % 1_000 == 0 ? "TBD" : "scipy";
        return """
                {"is_external": false, "model_family": "rule_based", "framework": "%s", "parameter_count": 3, \
                "training_data": "d1", "evaluation_dataset": "d2", "evaluation_metrics": {"auroc": 0.8}, "x": "%s"}""".formatted(framework, TEXT);
    }

    private static Ended validate(String option, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("validate"));
        Collections.addAll(command, arguments);
        return Ended.inAnotherProcess(option, command);
    }
}
