package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandIT {

    private static final String RISK = "model-29ce54ef-040c-4831-97b6-4850faa31598";

    private static final String NO_PLAN =
            " is not a plan as model-catalog plan --output json prints it; make a new one";

    @TempDir
    private Path folder;

    private TestDatabase database;
    private Path plan;

    @BeforeEach
    void loadSample() {
        database = ScidexDatabase.withSample();
        plan = folder.resolve("plan.json");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void decidesBeforeTheFirstMigrationAndWritesNothing() {
        String artifacts = artifacts();

        Ended ended = Ended.on(database, "plan");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().replaceFirst("SHA-256 [0-9a-f]{64}\n", "SHA-256 HASH\n"))
                .isEqualTo("""
                OUTCOME    ARTIFACT                                   HELD FIELDS
                held       model-14307274-0000-4000-8000-000000000003 parameter_count (unparseable), code_entrypoint (unsafe_path, optional)
                upgraded   model-29ce54ef-040c-4831-97b6-4850faa31598
                upgraded   model-45e16a37-0000-4000-8000-000000000005
                upgraded   model-56e6e50d-0000-4000-8000-000000000002
                held       model-8479a365-0000-4000-8000-000000000004 evaluation_metrics (ambiguous)
                upgraded   model-9ccc79de-0000-4000-8000-000000000006 code_commit_sha (short_sha, optional)
                upgraded   model-biophys-microglia-001
                held       model_ot_ad_zscore_rules_v1                framework (missing)
                plan      8 model artifacts wait: 5 would be upgraded, 3 held, 0 left unchanged; nothing was written
                          SHA-256 HASH
                """);
        assertThat(ScidexDatabase.relations(database)).isEmpty();
        assertThat(artifacts()).isEqualTo(artifacts);
    }

    @Test
    void needsNoRightToWrite() {
        Map<String, String> readOnly = Map.of(
                "JDBC_URL",
                database.jdbcUrl() + (database.jdbcUrl().contains("?") ? "&" : "?")
                        + "options=-c%20default_transaction_read_only=on",
                "JDBC_USERNAME",
                database.username(),
                "JDBC_PASSWORD",
                database.password());
        Ended before = Ended.command(readOnly, "plan", "--output", "json");
        Ended.on(database, "migrate", "--yes");

        assertThat(before.exitCode()).isZero();
        assertThat(before.err())
                .startsWith("model-catalog: warning: transactions of ")
                .hasLineCount(1);
        assertThat(Ended.command(readOnly, "plan", "--output", "json")).isEqualTo(new Ended(0, before.out(), ""));
    }

    @Test
    void saysInJsonWhatItRestsOn() {
        JsonNode json = Ended.on(database, "plan", "--output", "json").json();

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "basis", "artifacts", "examined", "upgraded", "held", "unchanged", "refused", "sha256");
        assertThat(json.path("basis").fieldNames())
                .toIterable()
                .containsExactly("redecide", "rulesVersion", "schemaVersion", "schemaSha256", "manifest");
        assertThat(json.path("artifacts")).hasSize(8);
        ObjectNode held = json.path("artifacts").path(0).deepCopy();
        assertThat(held.remove("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(held.remove("values")).contains(TestJson.parse("""
                {"field": "training_data", "value": "dataset-seaad-mtg-snrnaseq", "source": "/training_dataset_id",
                 "rule": "dataset-name"}
                """));
        assertThat(held).isEqualTo(TestJson.parse("""
                {"artifactId": "model-14307274-0000-4000-8000-000000000003", "outcome": "held",
                 "holds": [{"field": "parameter_count", "reason": "unparseable", "required": true},
                           {"field": "code_entrypoint", "reason": "unsafe_path", "required": false}]}
                """));
        assertThat(json.path("upgraded").asInt()).isEqualTo(5);
        assertThat(json.path("held").asInt()).isEqualTo(3);
        assertThat(json.path("sha256").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void plansAnEmptyDatabase() {
        try (TestDatabase empty = TestDatabase.fresh()) {
            assertThat(Ended.on(empty, "plan", "--no-manifest").out()).startsWith("""
                    OUTCOME    ARTIFACT                                   HELD FIELDS
                    plan      0 model artifacts wait: 0 would be upgraded, 0 held, 0 left unchanged; nothing was written
                    """);
            assertThat(Ended.on(empty, "plan", "--no-manifest", "--output", "json")
                            .json()
                            .path("artifacts"))
                    .isEqualTo(TestJson.parse("[]"));
        }
    }

    @Test
    void refusesAManifestThatDoesNotFit() {
        database.execute("DELETE FROM artifacts WHERE id = '%s'".formatted(RISK));

        Ended ended = Ended.on(database, "plan");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("model-catalog: the manifest does not fit this database: ");
    }

    @Test
    void namesWhatCannotBeRead() {
        database.execute("UPDATE artifacts SET id = ' ' WHERE id = 'model_ot_ad_zscore_rules_v1'");

        Ended ended = Ended.on(database, "plan", "--no-manifest");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out())
                .contains(
                        "refused    ' '                                        an artifact id must not be blank; give it another id, or delete it\n")
                .contains("7 model artifacts wait: 5 would be upgraded, 2 held, 0 left unchanged");
    }

    @Test
    void isCarriedOutByTheBackfill() throws IOException {
        makePlan();
        Ended.on(database, "migrate", "--yes");

        assertThat(backfill())
                .isEqualTo(Ended.done("backfill  run 1 examined 8 model artifacts: 5 upgraded, 3 held, 0 unchanged\n"));
    }

    @Test
    void keepsEveryDigitOfTheValuesItShows() throws IOException {
        String metrics =
                "{\"auroc\": 0.8100, \"p\": 1e-30, \"n\": 12345678901234567890123456789012345678901234567890, \"big\": 1e400}";
        database.execute("UPDATE artifacts SET metadata = metadata || '{\"evaluation_metrics\": %s}' WHERE id = '%s'"
                .formatted(metrics, RISK));
        makePlan("--no-manifest");
        Ended.on(database, "migrate", "--yes");

        assertThat(Files.readString(plan))
                .contains("\"auroc\" : 0.8100", "\"p\" : 0." + "0".repeat(29) + "1", "\"big\" : 1" + "0".repeat(400));
        assertThat(Ended.on(database, "backfill", "--yes", "--no-manifest", "--plan", plan.toString()))
                .isEqualTo(Ended.done("backfill  run 1 examined 8 model artifacts: 5 upgraded, 3 held, 0 unchanged\n"));
    }

    @Test
    void showsNoCredentials() throws IOException {
        database.execute("UPDATE artifacts SET metadata = metadata || '{\"training_data\": "
                + "\"https://ann:s3cret@example.org/d\"}' WHERE id = '%s'".formatted(RISK));
        makePlan("--no-manifest");
        Ended.on(database, "migrate", "--yes");

        assertThat(Files.readString(plan)).contains("example.org/d").doesNotContain("s3cret");
        assertThat(Ended.on(database, "backfill", "--yes", "--no-manifest", "--plan", plan.toString()))
                .isEqualTo(Ended.done("backfill  run 1 examined 8 model artifacts: 5 upgraded, 3 held, 0 unchanged\n"));
    }

    /** The plan is made on a copy of the database, of all eight; seven of them are done when the run is resumed. */
    @Test
    void isCarriedOutToItsEndAfterARunWasKilled() throws IOException {
        try (TestDatabase copy = ScidexDatabase.withSample()) {
            Files.writeString(
                    plan,
                    Ended.on(copy, "plan", "--no-manifest", "--output", "json").out());
        }
        Ended.on(database, "migrate", "--yes");
        database.execute("UPDATE artifacts SET artifact_type = 'hidden' WHERE id = '%s'".formatted(RISK));
        Ended.on(database, "backfill", "--yes", "--no-manifest");
        database.execute("UPDATE backfill_runs SET finished_at = NULL, next_from = ''");
        database.execute("UPDATE artifacts SET artifact_type = 'model' WHERE id = '%s'".formatted(RISK));

        assertThat(Ended.on(database, "backfill", "--yes", "--no-manifest", "--plan", plan.toString()))
                .isEqualTo(Ended.done("backfill  run 1 examined 1 model artifacts: 1 upgraded, 0 held, 0 unchanged\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "UPDATE artifacts SET metadata = metadata || '{\"digits\": 1.10}' WHERE id = '" + RISK + "' => '" + RISK
                        + "' was changed",
                "INSERT INTO artifacts (id, artifact_type, title) VALUES ('model-new', 'model', 'N')"
                        + " => 'model-new' came to wait",
                "UPDATE artifacts SET artifact_type = 'paper' WHERE id = 'model_ot_ad_zscore_rules_v1'"
                        + " => 'model_ot_ad_zscore_rules_v1' waits no more",
                "UPDATE artifacts SET origin_type = 'derived' WHERE artifact_type = 'model' => "
                        + "'model-14307274-0000-4000-8000-000000000003' was changed, '" + RISK + "' was changed,"
                        + " 'model-45e16a37-0000-4000-8000-000000000005' was changed,"
                        + " 'model-56e6e50d-0000-4000-8000-000000000002' was changed,"
                        + " 'model-8479a365-0000-4000-8000-000000000004' was changed and 3 more"
            })
    void isRefusedOnceTheRowsHaveChanged(String change, String named) throws IOException {
        makePlan("--no-manifest");
        Ended.on(database, "migrate", "--yes");
        database.execute(change);

        assertThat(Ended.on(database, "backfill", "--yes", "--no-manifest", "--plan", plan.toString()))
                .isEqualTo(Ended.failed(
                        3,
                        "the plan %s does not fit any more: %s; make a new plan, read it, and give that one"
                                .formatted(plan, named)));
        assertThat(database.queryText("SELECT count(*) FROM backfill_runs")).isEqualTo("0");
    }

    @Test
    void isRefusedWithAnotherManifest() throws IOException {
        makePlan("--no-manifest");
        Ended.on(database, "migrate", "--yes");

        assertThat(backfill())
                .isEqualTo(Ended.failed(
                        3,
                        "the plan %s does not fit any more: the manifest is another one; make a new plan, read it, and give that one"
                                .formatted(plan)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "\"rulesVersion\" : 1 => \"rulesVersion\" : 0 => the rules have version 1, and it was made with 0",
                "\"schemaVersion\" : \"v1\" => \"schemaVersion\" : \"v0\""
                        + " => the schema has version v1, and it was made with v0",
                "\"schemaSha256\" : \"[0-9a-f]{64}\" => \"schemaSha256\" : \"0\" => the schema is another one"
            })
    void isRefusedUnderOtherRulesOrAnotherSchema(String now, String then, String named) throws IOException {
        makePlan();
        Ended.on(database, "migrate", "--yes");
        Files.writeString(plan, Files.readString(plan).replaceFirst(now, then));

        assertThat(backfill())
                .isEqualTo(Ended.failed(
                        3,
                        "the plan %s does not fit any more: %s; make a new plan, read it, and give that one"
                                .formatted(plan, named)));
    }

    @Test
    void isRefusedOnceItsTextHasChanged() throws IOException {
        makePlan();
        Ended.on(database, "migrate", "--yes");
        String text = Files.readString(plan);
        for (String damaged : new String[] {
            text.replaceFirst("\"held\"", "\"upgraded\""),
            text.substring(0, text.length() / 2),
            text.replaceFirst("\"sha256\" : \"([0-9a-f]{64})\"\n}\\s*$", "\"sha256\" : \"\"\n}"),
            text.replaceFirst("\"artifacts\" : \\[ ", "\"artifacts\" : [ null, "),
            "[]",
            "",
            "{}",
            "no JSON"
        }) {
            Files.writeString(plan, damaged);

            assertThat(backfill()).isEqualTo(Ended.failed(2, plan + NO_PLAN));
        }
        assertThat(database.queryText("SELECT count(*) FROM backfill_runs")).isEqualTo("0");
    }

    @Test
    void mustBeThere() {
        Path nowhere = folder.resolve("nowhere.json");

        assertThat(Ended.on(database, "backfill", "--yes", "--plan", nowhere.toString()))
                .isEqualTo(Ended.failed(2, "cannot read the plan %s: there is no such file".formatted(nowhere)));
    }

    @Test
    void decidesHeldArtifactsAgainInTheBackfillToo() throws IOException {
        Ended.on(database, "migrate", "--yes");
        Ended.on(database, "backfill", "--yes");
        makePlan("--redecide");

        assertThat(backfill())
                .isEqualTo(Ended.done("backfill  run 2 examined 3 model artifacts: 0 upgraded, 3 held, 0 unchanged\n"));
        assertThat(database.queryText("SELECT count(*) FROM metadata_holds WHERE status = 'open'"))
                .isEqualTo("5");
    }

    private void makePlan(String... options) throws IOException {
        String[] args = new String[options.length + 3];
        args[0] = "plan";
        args[1] = "--output";
        args[2] = "json";
        System.arraycopy(options, 0, args, 3, options.length);
        Files.writeString(plan, Ended.on(database, args).out());
    }

    private Ended backfill() {
        return Ended.on(database, "backfill", "--yes", "--plan", plan.toString());
    }

    private String artifacts() {
        return String.valueOf(database.queryText(
                "SELECT string_agg(concat(a.xmin, a.ctid, a::TEXT), E'\\n' ORDER BY id) FROM artifacts a"));
    }
}
