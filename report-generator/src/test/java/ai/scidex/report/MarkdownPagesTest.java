package ai.scidex.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report on more artifacts than one file should hold. */
class MarkdownPagesTest {

    private final MemoryPlace place = new MemoryPlace();
    private final StringBuilder text = new StringBuilder();

    @Test
    void putsAFewArtifactsIntoTheReport() throws IOException {
        MarkdownReport.write(reportOn(200), text, place);

        assertThat(place.files()).isEmpty();
        assertThat(text.toString().lines().filter(line -> line.startsWith("### ")))
                .hasSize(200);
    }

    @Test
    void putsMoreOntoPagesAndEachIntoALineOfJson() throws IOException {
        MarkdownReport.write(reportOn(201), text, place);

        assertThat(place.files().keySet())
                .containsExactly(
                        "the report.jsonl",
                        "the report/page-0001.md",
                        "the report/page-0002.md",
                        "the report/page-0003.md");
        assertThat(text.toString()).doesNotContain("### ").endsWith("""
                There are 201 of them. Those that were changed or held stand on the pages below. Each artifact, also those
                whose metadata met the schema already, is a line of [`the report.jsonl`](the%20report.jsonl), without its metadata.

                | Page | From | To | Upgraded | Held |
                |---|---|---|---:|---:|
                | [1](the%20report/page-0001.md) | `model-000` | `model-073` | 25 | 25 |
                | [2](the%20report/page-0002.md) | `model-075` | `model-148` | 25 | 25 |
                | [3](the%20report/page-0003.md) | `model-150` | `model-199` | 17 | 17 |
                """);
        assertThat(place.files().get("the report.jsonl").toString().lines()).hasSize(201);
        assertThat(place.files().get("the report/page-0003.md").toString())
                .startsWith("# Many models, page 3\n\n[Back to the report](../the%20report.md)\n\nValues are JSON")
                .contains("\n### `model-150`: upgraded\n");
    }

    @Test
    void showsOnlyWhatIsHeldOfMoreThanAnybodyLooksThrough() throws IOException {
        MarkdownReport.write(reportOn(20_001), text, place);

        assertThat(place.files()).hasSize(1 + 6_667 / 50 + 1);
        assertThat(text.toString())
                .contains("""
                        There are 20001 of them. Those that are held, or have an open hold, stand on the pages below. Each artifact, also those
                        that were changed or met the schema already, is a line of [`the report.jsonl`](the%20report.jsonl), without its metadata.
                        """)
                .contains("| [1](the%20report/page-0001.md) | `model-001` | `model-148` | 0 | 50 |")
                .endsWith("| [134](the%20report/page-0134.md) | `model-19951` | `model-19999` | 0 | 17 |\n");
        assertThat(place.files().get("the report.jsonl").toString().lines()).hasSize(20_001);
    }

    @Test
    void writesAnArtifactAsALineOfJson() {
        ArtifactSection artifact = new ArtifactSection(
                "model-1",
                null,
                "held",
                "candidate",
                "a \"reason\"\n\u202e",
                new CodePin("https://code.example/m", null, "a\\b", "none"),
                new MetadataChange("{}", "01", "{}", "01"),
                List.of(new FieldLine("framework", "\"TBD\"", null, List.of("/a", "/b"), "text")),
                List.of(new HeldField(7, "framework", "missing", true, null, List.of(new Candidate("1", "/x")))),
                List.of("k"),
                List.of(new FieldRuling("framework", "reopened", null, "ada", "now", null)));

        assertThat(JsonLine.of(artifact))
                .isEqualTo(
                        "{\"artifactId\":\"model-1\",\"title\":null,\"outcome\":\"held\",\"promotionState\":\"candidate\","
                                + "\"promotionReason\":\"a \\\"reason\\\"\\n\\u202e\",\"code\":{\"repoUrl\":\"https://code.example/m\","
                                + "\"commitSha\":null,\"entrypoint\":\"a\\\\b\",\"pinStrength\":\"none\"},"
                                + "\"metadataBeforeSha256\":\"01\",\"metadataAfterSha256\":\"01\","
                                + "\"fields\":[{\"field\":\"framework\",\"oldValue\":\"\\\"TBD\\\"\",\"newValue\":null,"
                                + "\"sources\":[\"/a\",\"/b\"],\"rule\":\"text\"}],"
                                + "\"held\":[{\"holdId\":7,\"field\":\"framework\",\"reason\":\"missing\",\"required\":true,"
                                + "\"candidates\":[{\"value\":\"1\",\"source\":\"/x\"}]}],\"keptKeys\":[\"k\"],"
                                + "\"rulings\":[{\"field\":\"framework\",\"decision\":\"reopened\",\"value\":null,\"by\":\"ada\","
                                + "\"at\":\"now\",\"note\":null}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "a\u00e9b,      a\u00e9b",
        "\ud83e\udde0,  \ud83e\udde0",
        "a\ud83e,       a\\ud83e",
        "\udde0\ud83e,  \\udde0\\ud83e",
        "\\a~\\,       \\\\a~\\\\",
        "\u007fa\u200b, \\u007fa\\u200b"
    })
    void escapesInALineWhatNobodyCanSee(String id, String escaped) {
        assertThat(JsonLine.of(artifact(id, "held"))).startsWith("{\"artifactId\":\"%s\",".formatted(escaped));
    }

    /** A third each is upgraded, held and unchanged. */
    static MigrationReport reportOn(int count) {
        List<String> outcomes = List.of("upgraded", "held", "unchanged");
        return new MigrationReport(
                "Many models",
                null,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                count,
                IntStream.range(0, count)
                        .mapToObj(i -> artifact("model-%03d".formatted(i), outcomes.get(i % 3)))
                        .toList());
    }

    private static ArtifactSection artifact(String id, String outcome) {
        return new ArtifactSection(
                id,
                null,
                outcome,
                "candidate",
                null,
                CodePin.none(),
                new MetadataChange("{\"id\": \"" + id + "\"}", "01", "{}", "02"),
                List.of(),
                List.of(),
                List.of());
    }
}
