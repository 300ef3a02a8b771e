package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandIT {

    private static final String CRITERIA = """
            verify    13 of 13 criteria hold
              ok    every-model-has-a-version          expected 8, found 8
              ok    every-model-is-examined            expected 8, found 8
              ok    outcomes-sum-to-the-examined       expected 8, found 5 upgraded + 3 held + 0 unchanged
              ok    no-metadata-lost                   expected 8, found 8
              ok    metadata-is-as-decided             expected 8, found 8
              ok    upgraded-metadata-is-valid         expected 5, found 5
              ok    columns-agree-with-metadata        expected 5, found 5
              ok    columns-are-as-decided             expected 8, found 8
              ok    held-artifacts-have-their-holds    expected 3, found 3
              ok    holds-are-as-decided               expected 8, found 8
              ok    no-model-landed-rejected           expected 0, found 0
              ok    expected-models-are-there          expected 8, found 8
              ok    expected-models-landed-promoted    expected 6, found 6
            """;

    @TempDir
    private Path folder;

    private TestDatabase database;
    private Path report;

    @BeforeEach
    void loadSample() {
        database = ScidexDatabase.withSample();
        report = folder.resolve("reports/migration.md");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void doesTheWholeJob() {
        Ended ended = run("--yes");

        assertThat(ended)
                .isEqualTo(
                        Ended.done("""
                        database  %s
                        migrate   applied 18 scripts, the tables have version 0112
                        backfill  run 1 examined 8 model artifacts: 5 upgraded, 3 held, 0 unchanged
                        """.formatted(database.jdbcUrl()) + CRITERIA + "report    %s\n".formatted(report)));
        assertThat(report)
                .content()
                .startsWith("# Migration of the model artifacts\n")
                .contains("model-biophys-microglia-001")
                .hasSizeGreaterThan(2048);
        assertThat(folder.resolve("reports")).isDirectoryNotContaining("glob:**unfinished*");
    }

    @Test
    void saysThatNothingChangedWhenItIsRunAgain() throws IOException {
        run("--yes");
        String written = Files.readString(report);
        String before = rows();

        Ended again = run("--yes");

        assertThat(again)
                .isEqualTo(
                        Ended.done("""
                        database  %s
                        migrate   nothing to do, the tables have version 0112
                        backfill  nothing to do, no model artifact waits to be examined; nothing changed
                        """.formatted(database.jdbcUrl()) + CRITERIA + "report    %s\n".formatted(report)));
        assertThat(rows()).isEqualTo(before);
        assertThat(report).hasContent(written);
    }

    @Test
    void printsOneDocumentOfJson() {
        Ended ended = run("--yes", "--output", "json");

        JsonNode json = ended.json();
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(json.fieldNames()).toIterable().containsExactly("migrate", "backfill", "verify", "report");
        assertThat(json.at("/migrate/applied")).hasSize(18);
        assertThat(json.at("/migrate/migrationVersion").asText()).isEqualTo("0112");
        assertThat(json.at("/backfill")).isEqualTo(TestJson.parse("""
                {"runId": "1", "examined": 8, "upgraded": 5, "held": 3, "unchanged": 0, "refused": []}
                """));
        assertThat(json.at("/verify/ok").asBoolean()).isTrue();
        assertThat(json.at("/verify/checks")).hasSize(13);
        assertThat(json.at("/report/file").asText()).isEqualTo(report.toString());
    }

    @Test
    void changesNothingWithoutConsent() {
        Ended ended = run();

        assertThat(ended)
                .isEqualTo(Ended.failed(
                        2,
                        "run creates tables and changes model artifacts in %s, and there is no terminal to ask at; add --yes to go ahead"
                                .formatted(database.jdbcUrl())));
        assertThat(ScidexDatabase.relations(database)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void changesNothingWhereTheManifestDoesNotFit() throws IOException {
        Path manifest = manifest("model-biophys-microglia-001", "model-nowhere");

        Ended ended = run("--yes", "--manifest", manifest.toString());

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .startsWith("model-catalog: the manifest does not fit this database: ")
                .contains("model-nowhere")
                .endsWith("; mend it and give it with --manifest FILE\n")
                .hasLineCount(1);
        assertThat(ScidexDatabase.relations(database)).isEmpty();
        assertThat(report).doesNotExist();
    }

    @Test
    void offersAWayOutWhereNoExpectedModelExists() {
        try (TestDatabase empty = TestDatabase.fresh()) {
            Ended ended = Ended.on(empty, "run", "--yes", "--file", report.toString());

            assertThat(ended)
                    .isEqualTo(
                            Ended.failed(
                                    3,
                                    "none of the models that the manifest names exists here;"
                                            + " give a manifest of your own with --manifest FILE, or do without one with --no-manifest"));
            assertThat(ScidexDatabase.relations(empty)).isEmpty();
        }
    }

    @Test
    void judgesTheStatesByTheManifestThatIsGiven() throws IOException {
        Path manifest = manifest("model-biophys-", "model_ot_ad_zscore_rules_v1");

        Ended ended = run("--yes", "--manifest", manifest.toString());

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains("expected-models-are-there          expected 2, found 2\n")
                .contains("expected-models-landed-promoted    expected 2, found 2\n");
        assertThat(database.queryText("SELECT count(*) FROM model_versions WHERE promotion_state = 'promoted'"))
                .isEqualTo("2");
    }

    @Test
    void landsEveryModelAsACandidateWithoutManifest() {
        Ended ended = run("--yes", "--no-manifest");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("verify    11 of 11 criteria hold\n").doesNotContain("expected-models");
        assertThat(database.queryText("SELECT count(*) FROM model_versions WHERE promotion_state = 'candidate'"))
                .isEqualTo("8");
    }

    @Test
    void refusesAManifestTogetherWithNone() {
        assertThat(run("--yes", "--manifest", "models.yml", "--no-manifest"))
                .isEqualTo(
                        Ended.failed(
                                2,
                                "--manifest=FILE, --no-manifest are mutually exclusive (specify only one); see model-catalog run --help"));
    }

    @Test
    void refusesAManifestThatIsNotThere() {
        assertThat(run("--yes", "--manifest", "no/models.yml"))
                .isEqualTo(Ended.failed(2, "there is no manifest no/models.yml; name an existing file"));
    }

    @Test
    void triesTheReportBeforeAnyWork() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));

        Ended ended = Ended.on(
                database, "run", "--yes", "--file", file.resolve("report.md").toString());

        assertThat(ended)
                .isEqualTo(Ended.failed(
                        1,
                        "cannot write the report %1$s/report.md: %1$s is no folder; name another with --file"
                                .formatted(file)));
        assertThat(ScidexDatabase.relations(database)).isEmpty();
    }

    private Ended run(String... options) {
        String[] args = new String[options.length + 3];
        args[0] = "run";
        args[1] = "--file";
        args[2] = report.toString();
        System.arraycopy(options, 0, args, 3, options.length);
        return Ended.on(database, args);
    }

    private Path manifest(String... ids) throws IOException {
        StringBuilder yaml = new StringBuilder("models:\n");
        for (String id : ids) {
            yaml.append("  - {id: %s, state: promoted, reason: already live}\n".formatted(id));
        }
        return Files.writeString(folder.resolve("models.yml"), yaml);
    }

    private String rows() {
        return String.valueOf(database.queryText("""
                SELECT (SELECT md5(string_agg(a::TEXT || a.xmin::TEXT, ' ' ORDER BY a.id)) FROM artifacts a)
                       || (SELECT md5(string_agg(v::TEXT || v.xmin::TEXT, ' ' ORDER BY v.artifact_id)) FROM model_versions v)
                       || (SELECT count(*) FROM metadata_changes)
                       || (SELECT count(*) FROM backfill_runs)
                """));
    }
}
