package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a database that nobody ever checked, from the first command to the last. */
class LegacyBadInputIT {

    private static final String LEGACY = """
            {"model_family": "stats", "library": "R", "n_parameters": 2, "training_data": "ADNI-1",
             "evaluation_dataset": "ADNI-2", "eval_metrics": {"auc": "0.90"}%s}
            """;

    private static final String SQL_ID = "model'; DROP TABLE artifacts; --";
    private static final String RED_ID = "model-\u001b[31m\u202ered";
    private static final String MARKUP_ID = "model-<script>|`*_[x](y)\n# h";
    private static final String LONG_ID = "model-" + "l".repeat(700);
    private static final String FORMAT_ID = "model-%s-%n-{}-${x}";

    private static final String DIGITS = "1234567890123456789012345678901234567890";

    private static TestDatabase database;
    private static JsonNode backfilled;
    private static int exitCode;

    @TempDir
    private Path folder;

    @BeforeAll
    static void backfill() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("""
                CREATE TABLE artifacts (id TEXT PRIMARY KEY, artifact_type TEXT, entity_ids TEXT, title TEXT,
                                        quality_score DOUBLE PRECISION, created_by TEXT, provenance_chain TEXT,
                                        content_hash TEXT, metadata JSONB, created_at TIMESTAMPTZ, updated_at TIMESTAMPTZ,
                                        version_number INTEGER, parent_version_id TEXT, version_tag TEXT, changelog TEXT,
                                        is_latest INTEGER, lifecycle_state TEXT, superseded_by TEXT, origin_type TEXT,
                                        origin_url TEXT)
                """);
        for (Map.Entry<String, String> row : rows().entrySet()) {
            insert(row.getKey(), row.getValue());
        }
        Ended.on(database, "migrate", "--yes");
        Ended ended = Ended.on(database, "backfill", "--yes", "--no-manifest", "--batch-size", "4", "--output", "json");
        exitCode = ended.exitCode();
        backfilled = ended.json();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    /** By id; null is SQL's. */
    private static Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        rows.put("m-null", null);
        rows.put("m-json-null", "null");
        rows.put("m-array", "[1.10, {\"family\": \"ode\"}]");
        rows.put("m-text", "\"see the paper\"");
        rows.put("m-number", DIGITS);
        rows.put("m-empty", "{}");
        rows.put("m-large", with("\"notes\": \"%s\"".formatted("ü".repeat(2_500_000))));
        rows.put("m-large-text", "\"%s\"".formatted("x".repeat(5_000_000)));
        rows.put("m-deep", with("\"tree\": " + nested(500)));
        rows.put("m-deepest", with("\"hyperparameters\": " + nested(MetadataJson.MAX_DEPTH - 1)));
        rows.put("m-too-deep", with("\"tree\": " + nested(MetadataJson.MAX_DEPTH + 1)));
        rows.put(
                "m-keys",
                with("\"a/b\": 1, \"~\": 2, \"~1\": 3, \"\\\"\": 4, \"\": 5, \"\\n\": 6, \"a\\\\b\": 7, \"'\": 8"));
        rows.put(
                "m-digits",
                with("\"x\": %1$s, \"y\": 0.%1$s, \"hyperparameters\": {\"\": -%1$s.10}".formatted(DIGITS)));
        rows.put("m-digits-count", with("\"n_parameters\": " + DIGITS));
        rows.put("m-base", with("\"base_model\": \"'; DROP TABLE artifacts; --\", \"trained_by\": \"'; --\""));
        for (String id : new String[] {SQL_ID, RED_ID, MARKUP_ID, LONG_ID, FORMAT_ID, " "}) {
            rows.put(id, with("\"id\": 1"));
        }
        return rows;
    }

    @Test
    void decidesEachByRuleAndRefusesTheOneThatHasNoId() {
        assertThat(exitCode).isEqualTo(3);
        assertThat(backfilled).isEqualTo(TestJson.parse("""
                {"runId": "1", "examined": 20, "upgraded": 10, "held": 10, "unchanged": 0,
                 "refused": [{"artifactId": " ", "reason": "an artifact id must not be blank; give it another id, or delete it"}]}
                """));
        assertThat(database.queryText("""
                SELECT string_agg(artifact_id, ' ' ORDER BY artifact_id COLLATE "C")
                  FROM metadata_changes
                 WHERE outcome = 'held'
                """))
                .isEqualTo(
                        "m-array m-deepest m-digits-count m-empty m-json-null m-large-text m-null m-number m-text m-too-deep");
    }

    @Test
    void saysWhyEachIsHeld() {
        assertThat(database.queryText("""
                SELECT string_agg(artifact_id || ' ' || field || ' ' || reason, E'\\n' ORDER BY artifact_id COLLATE "C", field)
                  FROM metadata_holds
                 WHERE reason <> 'missing'
                """)).isEqualTo("""
                m-array metadata unparseable
                m-base base_model_id unresolved
                m-deepest metadata unparseable
                m-digits-count parameter_count unparseable
                m-large-text metadata unparseable
                m-number metadata unparseable
                m-text metadata unparseable
                m-too-deep metadata unparseable""");
    }

    @Test
    void keepsEveryKeyAndEveryDigit() {
        assertThat(database.queryText(
                        "SELECT metadata - '{is_external,framework,parameter_count,evaluation_metrics}'::TEXT[]"
                                + " FROM artifacts WHERE id = 'm-keys'"))
                .isEqualTo(database.queryText("SELECT '%s'::JSONB"
                                .formatted(rows().get("m-keys").replace("'", "''")))
                        .replace("\"model_family\": \"stats\"", "\"model_family\": \"statistical\""));
        assertThat(database.queryText(
                        "SELECT concat_ws(' ', metadata ->> 'x', metadata ->> 'y', metadata ->> 'training_config')"
                                + " FROM artifacts WHERE id = 'm-digits'"))
                .isEqualTo("%1$s 0.%1$s {\"\": -%1$s.10}".formatted(DIGITS));
        assertThat(database.queryText("SELECT training_params_json FROM model_versions WHERE artifact_id = 'm-digits'"))
                .isEqualTo("{\"\":-%s.10}".formatted(DIGITS));
        assertThat(database.queryText("SELECT trained_by FROM model_versions WHERE artifact_id = 'm-base'"))
                .isEqualTo("'; --");
        assertThat(database.queryText("SELECT count(*) FROM artifacts")).isEqualTo("21");
    }

    @Test
    void provesAllButTheOneThatWasRefused() {
        Ended ended = Ended.on(database, "verify", "--no-manifest");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).isEqualTo("""
                verify    9 of 11 criteria hold
                  FAIL  every-model-has-a-version          expected 21, found 20; not ' '
                  FAIL  every-model-is-examined            expected 21, found 20; not ' '
                  ok    outcomes-sum-to-the-examined       expected 20, found 10 upgraded + 10 held + 0 unchanged
                  ok    no-metadata-lost                   expected 20, found 20
                  ok    metadata-is-as-decided             expected 20, found 20
                  ok    upgraded-metadata-is-valid         expected 10, found 10
                  ok    columns-agree-with-metadata        expected 10, found 10
                  ok    columns-are-as-decided             expected 20, found 20
                  ok    held-artifacts-have-their-holds    expected 10, found 10
                  ok    holds-are-as-decided               expected 20, found 20
                  ok    no-model-landed-rejected           expected 0, found 0
                """);
    }

    @Test
    void reportsAllAndEscapesWhatIsNoText() throws IOException {
        Path file = folder.resolve("report.md");

        Ended ended = Ended.on(database, "report", "--file", file.toString());

        assertThat(ended).isEqualTo(Ended.done("report    %s\n".formatted(file)));
        String report = Files.readString(file);
        assertThat(report)
                .contains("model-\\u001b[31m\\u202ered", DIGITS)
                .doesNotContain("\u001b", "\u202e", "<script>\n", "\n# h\n");
        assertThat(report.length()).isLessThan(300_000);
    }

    @Test
    void listsWhatIsHeldInAnyOutput() {
        Ended text = Ended.on(database, "review", "list");
        Ended json = Ended.on(database, "review", "list", "--output", "json");
        Ended status = Ended.on(database, "status", "--output", "json");

        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).doesNotContain("\u001b", "\u202e");
        assertThat(json.json()).hasSize(status.json().path("openHolds").asInt());
        assertThat(status.json().path("models").asInt()).isEqualTo(21);
        assertThat(status.json().path("modelVersions").asInt()).isEqualTo(20);
    }

    private static String with(String members) {
        return LEGACY.formatted(", " + members);
    }

    private static String nested(int levels) {
        return "{\"a\": ".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }

    private static void insert(String id, String metadata) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement("""
                        INSERT INTO artifacts (id, artifact_type, title, metadata, origin_type)
                        VALUES (?, 'model', ?, ?::JSONB, 'internal')
                        """)) {
            statement.setString(1, id);
            statement.setString(2, "Title of " + id);
            statement.setString(3, metadata);
            statement.executeUpdate();
        }
    }
}
