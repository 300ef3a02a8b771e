package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.TestDatabase;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandIT {

    private static TestDatabase database;

    @TempDir
    private Path folder;

    @BeforeAll
    static void backfill() {
        database = ScidexDatabase.withSample();
        Ended.on(database, "migrate", "--yes");
        Ended.on(database, "backfill", "--yes");
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void writesTheReportAndNamesTheFile() {
        Path file = folder.resolve("new/folders/report.md");

        assertThat(report(file)).isEqualTo(Ended.done("report    %s\n".formatted(file)));
        assertThat(file).content().startsWith("# Migration of the model artifacts\n");
    }

    @Test
    void namesTheFileInJson() {
        Path file = folder.resolve("report.md");

        Ended ended = Ended.on(database, "report", "--output", "json", "--file", file.toString());

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.json().size()).isEqualTo(1);
        assertThat(ended.json().path("file").asText()).isEqualTo(file.toString());
    }

    @Test
    void leavesTheProofOutIfSomebodyWantsThat() {
        Path file = folder.resolve("report.md");

        Ended.on(database, "report", "--file", file.toString());
        assertThat(file).content().contains("\n13 of 13 criteria hold.\n");
        Ended.on(database, "report", "--no-verify", "--file", file.toString());
        assertThat(file).content().contains("\n## Verification\n\nNothing was verified.\n", "\n### ");
    }

    @Test
    void replacesTheFileThatALinkLeadsTo() throws IOException {
        Path file = Files.createFile(folder.resolve("published.md"));
        Path link = Files.createSymbolicLink(folder.resolve("report.md"), file);

        assertThat(report(link)).isEqualTo(Ended.done("report    %s\n".formatted(link)));
        assertThat(link).isSymbolicLink();
        assertThat(file).content().startsWith("# Migration of the model artifacts\n");
    }

    @Test
    void replacesNothingButAFile() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("report.md"), folder.resolve("nowhere"));

        assertThat(report(link))
                .isEqualTo(Ended.failed(
                        1,
                        "cannot write the report %s: it is there, and no ordinary file; name another with --file"
                                .formatted(link)));
        assertThat(report(folder))
                .isEqualTo(Ended.failed(
                        1, "cannot write the report %s: it is a folder; name another with --file".formatted(folder)));
        assertThat(link).isSymbolicLink();
    }

    @Test
    void showsWhatAnExternalModelBroughtIntoTheColumnsOfArtifacts() {
        try (TestDatabase own = ScidexDatabase.withSample()) {
            own.execute("""
                    INSERT INTO artifacts (id, artifact_type, title, metadata, origin_type)
                    SELECT 'model-outside', 'model', 'Outside',
                           metadata - '_origin' || '{"external_source_url": "https://models.example.org/outside"}',
                           'external'
                      FROM artifacts
                     WHERE metadata ->> 'revision' = 'v2.1.0'
                    """);
            Ended.on(own, "migrate", "--yes");
            Ended.on(own, "backfill", "--yes");
            Path file = folder.resolve("report.md");
            Ended.on(own, "report", "--file", file.toString());

            assertThat(file).content().contains("""
                    | `origin_url` | *absent* | `"https://models.example.org/outside"` | `/external_source_url` | origin-of-external |
                    """);
        }
    }

    @Test
    void showsWhatARowThatWasThereGoesOnToHold() {
        try (TestDatabase own = ScidexDatabase.withSample()) {
            Ended.on(own, "migrate", "--yes");
            own.execute("""
                    INSERT INTO model_versions (artifact_id, gpu_allocation_id, benchmark_id, promotion_state)
                    VALUES ('model-biophys-microglia-001', 'alloc-1', 'bench-1', 'promoted')
                    """);
            Ended.on(own, "backfill", "--yes");
            Path file = folder.resolve("report.md");
            Ended.on(own, "report", "--file", file.toString());

            assertThat(file)
                    .content()
                    .contains("| `gpu_allocation_id` | `\"alloc-1\"` | `\"alloc-1\"` |  |  |\n")
                    .contains("| `benchmark_id` | `\"bench-1\"` | `\"bench-1\"` |  |  |\n")
                    .contains("\n- Promotion: promoted, no reason recorded\n");
        }
    }

    @Test
    void saysWhyAModelIsStillACandidate() {
        try (TestDatabase own = ScidexDatabase.withSample()) {
            own.execute("""
                    UPDATE artifacts
                       SET metadata = metadata || '{"revision": "main", "repository": "https://me:hush@git.example.org/x"}'
                     WHERE metadata ->> 'revision' = 'v2.1.0';
                    INSERT INTO artifacts (id, artifact_type, title, metadata)
                    VALUES ('model-unnamed', 'model', 'Unnamed', '[7]')
                    """);
            Ended.on(own, "migrate", "--yes");
            Ended.on(own, "backfill", "--yes");
            own.execute("UPDATE artifacts SET metadata = '{}' WHERE id = 'model-unnamed'");
            Path file = folder.resolve("report.md");
            Ended.on(own, "report", "--file", file.toString());

            assertThat(file)
                    .content()
                    .contains("\n- Promotion: candidate, because: the manifest wants it promoted, but an external model"
                            + " needs a certain source and version for that\n")
                    .contains("\n- Promotion: candidate, because: no manifest names it\n")
                    .contains("| `metadata` | `[7]` | **held** |  |  |\n")
                    .contains("\n| Artifact | Changed since |\n|---|---|\n| `model-unnamed` | `metadata` |\n")
                    .contains("`\"https://…@git.example.org/x\"`")
                    .doesNotContain("hush");
        }
    }

    @Test
    void writesOnePageForABrowser() {
        Path file = folder.resolve("report.html");

        assertThat(Ended.on(database, "report", "--format", "HTML", "--file", file.toString()))
                .isEqualTo(Ended.done("report    %s\n".formatted(file)));
        assertThat(file)
                .content()
                .startsWith("<!DOCTYPE html>\n")
                .contains("<desc id=\"outcomes-text\">upgraded: 5; held: 3; unchanged: 0</desc>")
                .contains("<li class=\"\"><b>5</b> open holds</li>")
                .endsWith("</html>\n");
    }

    @Test
    void saysWithWhichCommandEachHoldIsDecided() {
        Path file = folder.resolve("report.md");
        report(file);

        List<String> expected = new ArrayList<>();
        Ended.on(database, "review", "list", "--output", "json")
                .json()
                .forEach(hold -> expected.add("`model-catalog review resolve %s`".formatted(hold.path("holdId"))));
        assertThat(expected).hasSize(5);
        assertThat(file).content().contains(expected);
    }

    @Test
    void saysHowFirmlyTheCodeIsPinnedAndShowsTheMetadataBeforeAndAfter() {
        Path file = folder.resolve("report.md");
        report(file);

        assertThat(file)
                .content()
                .contains(
                        "\n- Code: repository `https://git.example.org/scidex/forge`, pinned to commit"
                                + " `b81d7e0c93f6a2450d1e8c7fb3a96254e07d1c38`; pin strength commit\n",
                        "\n-  \"framework\": \"TBD\",\n+  \"framework\": \"pytorch\",\n",
                        "\n<details><summary>All of the metadata, which nothing changed</summary>\n");
    }

    @Test
    void refusesAnotherFormat() {
        assertThat(Ended.on(database, "report", "--format", "pdf"))
                .isEqualTo(Ended.failed(
                        2,
                        "Invalid value for option '--format': expected one of markdown, html but was 'pdf';"
                                + " see model-catalog report --help"));
    }

    @Test
    void putsManyArtifactsBesideTheReport() throws IOException {
        try (TestDatabase own = ScidexDatabase.withSample()) {
            own.execute("""
                    INSERT INTO artifacts (id, artifact_type, title, metadata)
                    SELECT 'model-many-' || lpad(i::TEXT, 3, '0'), 'model', 'Model ' || i,
                           jsonb_build_object('notes', repeat('x', CASE WHEN i = 7 THEN 100001 ELSE 3 END))
                      FROM generate_series(1, 200) AS i
                    """);
            Ended.on(own, "migrate", "--yes");
            Ended.on(own, "backfill", "--yes");
            Path file = folder.resolve("many.md");

            assertThat(Ended.on(own, "report", "--file", file.toString()))
                    .isEqualTo(Ended.done("report    %s\n".formatted(file)));
            assertThat(file)
                    .content()
                    .contains("There are 208 of them.")
                    .contains("| [1](many/page-0001.md) |")
                    .doesNotContain("\n### ");
            assertThat(Files.readAllLines(folder.resolve("many.jsonl"))).hasSize(208);
            assertThat(folder.resolve("many/page-0002.md"))
                    .content()
                    .contains("[Back to the report](../many.md)")
                    .contains("\n### Model 50: held\n");
            assertThat(folder.resolve("many/page-0001.md"))
                    .content()
                    .contains("The metadata is too long to be shown here; the view `metadata_history` has it.");
            try (Stream<Path> left = Files.list(folder)) {
                assertThat(left.map(path -> path.getFileName().toString()))
                        .containsExactlyInAnyOrder("many", "many.jsonl", "many.md");
            }
        }
    }

    @Test
    void keepsTheReportThatIsThereIfItCannotBringAllToItsPlace() throws IOException {
        Path report = Files.writeString(folder.resolve("report.md"), "as before");
        Files.createFile(folder.resolve("report"));
        try (UnfinishedReport unfinished = UnfinishedReport.of(report)) {
            for (String name : List.of("report.md", "report/page-0001.md")) {
                try (Writer out = unfinished.open(name)) {
                    out.append("new");
                }
            }

            assertThatThrownBy(unfinished::finish).isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(report).hasContent("as before");
        assertThat(folder).isDirectoryNotContaining("glob:**unfinished*");
    }

    @Test
    void leavesNoFolderBehindWhenItFails() {
        Ended ended = Ended.command(
                "report", "--file", folder.resolve("new/report.md").toString(), "--jdbc-url", "jdbc:mysql:scidex");

        assertThat(ended)
                .isEqualTo(Ended.failed(
                        2, "not a URL of the form jdbc:postgresql://HOST:PORT/DATABASE: jdbc:mysql:scidex"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAFileWithoutName() {
        assertThat(Ended.on(database, "report", "--file", ""))
                .isEqualTo(
                        Ended.failed(
                                2,
                                "Invalid value for option '--file': the name of a file is empty; see model-catalog report --help"));
    }

    private static Ended report(Path file) {
        return Ended.on(database, "report", "--file", file.toString());
    }
}
