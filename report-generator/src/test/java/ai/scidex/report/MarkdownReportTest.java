package ai.scidex.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReportTest {

    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static final Run RUN = new Run(
            "17", "2026-11-24 10:15:00 UTC", "2026-11-24 10:15:02 UTC", null, "curator", "0.1.0", "1", "1", HASH, 8);

    @Test
    void tellsWhatHappenedToEightArtifacts() throws IOException {
        String text = markdown(EightModels.report());

        new GoldenFile("eight-models.md").assertEquals(text);
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(2048);
    }

    @Test
    void tellsWhichRunsTheRecordHolds() throws IOException {
        Run reverted = new Run(
                "16",
                "2026-11-23 18:00:00 UTC",
                "2026-11-23 18:00:02 UTC",
                "2026-11-23 19:30:00 UTC",
                "curator",
                "0.1.0",
                "1",
                "1",
                HASH,
                null);
        Run unfinished =
                new Run("18", "2026-11-25 08:00:00 UTC", null, null, "Agent-Synthesizer", "0.2.0", "2", "1", HASH, 8);
        List<Criterion> criteria = List.of(
                new Criterion("every-model-has-a-version", true, "8", "8"),
                new Criterion("promoted-models", false, "6", "5"));
        List<LaterChange> changes = List.of(
                new LaterChange("model-1", "metadata"),
                new LaterChange("model-1", "trained_by"),
                new LaterChange("model-2", "deleted"));

        new GoldenFile("three-runs.md")
                .assertEquals(markdown(new MigrationReport(
                        "Three runs",
                        "jdbc:postgresql://db.example.org/scidex",
                        false,
                        List.of(reverted, RUN, unfinished),
                        List.of(),
                        criteria,
                        changes,
                        0,
                        List.of())));
    }

    @Test
    void staysInShapeWhateverTheValues() throws IOException {
        new GoldenFile("hostile.md").assertEquals(markdown(HostileModel.report()));
    }

    @Test
    void saysWhenThereIsNothingToSay() throws IOException {
        new GoldenFile("empty.md")
                .assertEquals(markdown(new MigrationReport(
                        "Nothing yet", null, false, List.of(), List.of(), List.of(), List.of(), 0, List.of())));
    }

    @Test
    void givesTheSameTextForTheSameRecord() throws IOException {
        assertThat(markdown(EightModels.report())).isEqualTo(markdown(EightModels.report()));
    }

    @Test
    void givesTheSameTextInEveryLocale() throws IOException {
        Locale before = Locale.getDefault();
        String expected = markdown(HostileModel.report());
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(markdown(HostileModel.report())).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void leavesWhatDiffersBetweenRunsOutOfTheReportOnTheSample() throws IOException {
        Run other = new Run("99", "2030-01-01 00:00:00 UTC", null, null, "somebody", "0.1.0", "1", "1", HASH, 8);

        assertThat(markdown(sampleOf(RUN))).isEqualTo(markdown(sampleOf(other)));
    }

    @Test
    void saysThatASampleIsMadeUp() throws IOException {
        assertThat(markdown(sampleOf(RUN))).contains("> **This is a made-up sample.**");
    }

    @Test
    void writesEachArtifactBeforeItReadsTheNext() throws IOException {
        StringBuilder text = new StringBuilder();
        List<Boolean> written = new ArrayList<>();
        Iterator<ArtifactSection> all = EightModels.report().artifacts().iterator();
        Iterable<ArtifactSection> watched = () -> new Iterator<>() {

            private String last = "## Artifacts";

            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public ArtifactSection next() {
                written.add(text.indexOf(last) >= 0);
                ArtifactSection section = all.next();
                last = section.artifactId();
                return section;
            }
        };

        MarkdownReport.write(
                new MigrationReport(
                        "Eight models", null, false, List.of(), List.of(), List.of(), List.of(), 8, watched),
                text,
                new MemoryPlace());

        assertThat(written).isEqualTo(Collections.nCopies(8, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "absent", "*absent*", "null", ""})
    void tellsAnAbsentValueFromAnyText(String value) throws IOException {
        String absent = markdown(withField(new FieldLine("framework", null, null, List.of(), null)));
        String present = markdown(withField(new FieldLine("framework", value, null, List.of(), null)));

        assertThat(absent).contains("| `framework` | *absent* | *absent* |  |  |");
        assertThat(present).doesNotContain("| `framework` | *absent* |");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, none, none, no code link",
                "https://code.example/m, none, none, repository `https://code.example/m`",
                "none, none, train.py, entry point `train.py`",
                "https://code.example/m, 0123abc, train.py,"
                        + " 'repository `https://code.example/m`, pinned to commit `0123abc`, entry point `train.py`'"
            })
    void saysWhichCodeAModelIsPinnedTo(String repoUrl, String commitSha, String entrypoint, String line)
            throws IOException {
        ArtifactSection section = section(new CodePin(repoUrl, commitSha, entrypoint, "commit"), List.of());

        assertThat(markdown(reportOn(section))).contains("\n- Code: " + line + "; pin strength commit\n");
    }

    @Test
    void listsTwoHundredLaterChangesAtMost() throws IOException {
        List<LaterChange> changes = Collections.nCopies(203, new LaterChange("model-1", "metadata"));

        String report = markdown(
                new MigrationReport("Busy", null, false, List.of(), List.of(), List.of(), changes, 0, List.of()));

        assertThat(report.lines().filter("| `model-1` | `metadata` |"::equals)).hasSize(200);
        assertThat(report).contains("\n3 more are left out; `model-catalog verify` lists them all.\n");
    }

    @Test
    void fencesMetadataSoThatNothingInItEndsTheBlock() throws IOException {
        MetadataChange change = new MetadataChange(
                "{\"a\": 1, \"notes\": \"```\"}",
                HASH,
                "{\"a\": 2, \"notes\": \"```\", \"b\": \"</details>\"}",
                "other");

        assertThat(markdown(reportOn(section(change)))).contains("""

                <details><summary>All of the metadata, before and after</summary>

                ````diff
                 {
                -  "a": 1,
                +  "a": 2,
                   "notes": "```",
                +  "b": "\\u003c/details>"
                 }
                ````

                </details>
                """);
    }

    @Test
    void showsMetadataThatNothingChanged() throws IOException {
        MetadataChange change = new MetadataChange("{\"a\": 1}", HASH, "{\"a\": 1}", HASH);

        assertThat(markdown(reportOn(section(change)))).contains("""

                <details><summary>All of the metadata, which nothing changed</summary>

                ```json
                {
                  "a": 1
                }
                ```

                </details>
                """);
    }

    @Test
    void saysThatMetadataIsTooLong() throws IOException {
        assertThat(markdown(reportOn(section(new MetadataChange(null, HASH, "{}", "other")))))
                .contains("\nThe metadata is too long to be shown here; the view `metadata_history` has it.\n")
                .doesNotContain("<details>");
    }

    @Test
    void drawsOnlyWhatMermaidCanDraw() throws IOException {
        List<Total> totals = List.of(
                new Total(Total.OUTCOME, "held", 2),
                new Total(Total.OUTCOME, "unchanged", 0),
                new Total(Total.OUTCOME, "\" : 1\nclick", 3),
                new Total("Open holds", "missing", 4));

        assertThat(markdown(new MigrationReport(
                        "Chart", null, false, List.of(), totals, List.of(), List.of(), 0, List.of())))
                .contains("""

                        ```mermaid
                        pie showData title Artifacts by outcome
                            "held" : 2
                        ```
                        """);
    }

    private static MigrationReport sampleOf(Run run) {
        return new MigrationReport("Sample", null, true, List.of(run), List.of(), List.of(), List.of(), 0, List.of());
    }

    private static MigrationReport withField(FieldLine field) {
        return reportOn(section(CodePin.none(), List.of(field)));
    }

    private static MigrationReport reportOn(ArtifactSection section) {
        return new MigrationReport(
                "One model", null, false, List.of(), List.of(), List.of(), List.of(), 1, List.of(section));
    }

    private static ArtifactSection section(CodePin code, List<FieldLine> fields) {
        return section(code, fields, MetadataChange.none());
    }

    private static ArtifactSection section(MetadataChange metadata) {
        return section(CodePin.none(), List.of(), metadata);
    }

    private static ArtifactSection section(CodePin code, List<FieldLine> fields, MetadataChange metadata) {
        return new ArtifactSection(
                "model-1", null, "unchanged", "candidate", null, code, metadata, fields, List.of(), List.of());
    }

    private static String markdown(MigrationReport report) throws IOException {
        StringBuilder text = new StringBuilder();
        MarkdownReport.write(report, text, new MemoryPlace());
        return text.toString();
    }
}
