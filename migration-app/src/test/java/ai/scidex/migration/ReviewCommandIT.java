package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewCommandIT {

    private static final String OT_AD = "model_ot_ad_zscore_rules_v1";

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void backfill() {
        database = ScidexDatabase.withSample();
        Ended.on(database, "migrate", "--yes");
        Ended.on(database, "backfill", "--yes");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void listsTheHoldsForPrograms() {
        JsonNode list = Ended.on(database, "review", "list", "--output", "json").json();

        assertThat(list).hasSize(5);
        JsonNode metrics = list.get(2);
        assertThat(metrics.path("holdId").asLong()).isEqualTo(3);
        assertThat(metrics.path("artifactId").asText()).isEqualTo("model-8479a365-0000-4000-8000-000000000004");
        assertThat(metrics.path("field").asText()).isEqualTo("evaluation_metrics");
        assertThat(metrics.path("reason").asText()).isEqualTo("ambiguous");
        assertThat(metrics.path("status").asText()).isEqualTo("open");
        assertThat(metrics.path("required").asBoolean()).isTrue();
        assertThat(metrics.path("changedSince").asBoolean()).isFalse();
        assertThat(metrics.path("candidates").toString())
                .isEqualTo(
                        "[{\"value\":{\"aic\":1630.50,\"auc\":0.842,\"pseudo_r_squared\":0.271},\"source\":\"/fit_metrics\"}]");
    }

    @Test
    void listsByStateAndArtifact() {
        Ended.on(database, "review", "dismiss", "4", "--by", "Jane");

        assertThat(Ended.on(database, "review", "list", "--status", "dismissed", "--output", "json")
                        .json())
                .singleElement()
                .matches(hold -> hold.path("holdId").asLong() == 4);
        assertThat(Ended.on(database, "review", "list", "--status", "all", "--output", "json")
                        .json())
                .hasSize(5);
        assertThat(Ended.on(database, "review", "list", "--artifact", OT_AD))
                .isEqualTo(Ended.done("""
                        hold 5  framework of %s
                          required, missing: No source states it.
                        1 open hold, 1 on required fields
                        """.formatted(OT_AD)));
    }

    @Test
    void answersPrograms() {
        Ended ended = Ended.on(
                database, "review", "resolve", "5", "--value", "\"numpy\"", "--by", "Jane", "--output", "json");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.json()).isEqualTo(TestJson.parse("""
                        {"holdId": 5, "artifactId": "%s", "field": "framework", "result": "upgraded", "holds": [],
                         "violations": [], "message": "no required field of %s is held"}
                        """.formatted(OT_AD, OT_AD)));
    }

    @Test
    void tellsProgramsWhyAValueIsRefused() {
        Ended ended = Ended.on(database, "review", "resolve", "5", "--value", "7", "--by", "Jane", "--output", "json");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.json().path("result").asText()).isEqualTo("refused");
        assertThat(ended.json().at("/violations/0/pointer").asText()).isEqualTo("/framework");
        assertThat(ended.err()).startsWith("model-catalog: hold 5 is not resolved: /framework: ");
        assertThat(database.queryText("SELECT count(*) FROM hold_decisions")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resolve 5 --by Jane | 2 | there is no terminal to ask at; give the value with --value JSON",
                "resolve 5 --value 7 | 2 | there is no terminal to ask at; say who decides with --by NAME",
                "resolve 5 --value numpy --by Jane | 2 | 'numpy' is no JSON; a text needs double quotes, as in '\"scipy\"'",
                "resolve 5 --value 7 --by TBD | 2 | actor 'TBD' is a placeholder; write what it stands for",
                "resolve 99 --value 7 --by Jane | 3 | there is no hold 99; model-catalog review list names them",
                "show 99 | 3 | there is no hold 99; model-catalog review list names them",
                "reopen 5 --by Jane | 3 | hold 5 is not reopened: it is open, and nobody decided it",
                "dismiss 5 --by Jane | 3 | hold 5 is not dismissed: /framework: a required field cannot stay empty; resolve it",
            })
    void refuses(String args, int exitCode, String message) {
        assertThat(Ended.on(database, ("review " + args).split(" ", -1))).isEqualTo(Ended.failed(exitCode, message));
        assertThat(database.queryText("SELECT count(*) FROM hold_decisions")).isEqualTo("0");
    }

    @Test
    void wantsACommand() {
        assertThat(Ended.on(database, "review"))
                .isEqualTo(Ended.failed(2, "no command given; see model-catalog review --help"));
    }

    @Test
    void asksOnATerminal() {
        Ended ended = Ended.typing(
                database, List.of("numpy", "7", "Jane", "", "\"numpy\"", "requirements.txt"), "review", "resolve", "5");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err())
                .startsWith("""
                        hold 5  framework of %s
                          required, missing: No source states it.
                        The value, in JSON (empty leaves it open): 'numpy' is no JSON; a text needs double quotes, as in '"scipy"'
                        The value, in JSON (empty leaves it open): Who decides? \
                        Why? (it is recorded; empty if there is nothing to say) /framework: 7 is a number;\s""".formatted(OT_AD))
                .endsWith(
                        "The value, in JSON (empty leaves it open): Why? (it is recorded; empty if there is nothing to say) ");
        assertThat(database.queryText("SELECT concat_ws('|', value, decided_by, note) FROM hold_decisions"))
                .isEqualTo("\"numpy\"|Jane|requirements.txt");
    }

    @Test
    void takesACandidateByItsLetter() {
        Ended ended = Ended.typing(
                database,
                List.of("a"),
                "review",
                "resolve",
                "3",
                "--by",
                "Jane",
                "--note",
                "measured on unseen data after all");

        assertThat(ended.exitCode()).isZero();
        assertThat(database.queryText("SELECT value::TEXT FROM hold_decisions"))
                .isEqualTo("{\"aic\": 1630.50, \"auc\": 0.842, \"pseudo_r_squared\": 0.271}");
    }

    @Test
    void leavesItOpenIfNobodyAnswers() {
        assertThat(Ended.typing(database, List.of(""), "review", "resolve", "5", "--by", "Jane"))
                .satisfies(ended -> {
                    assertThat(ended.exitCode()).isEqualTo(2);
                    assertThat(ended.err()).endsWith("nothing was changed, because no value was given\n");
                });
    }

    @Test
    void readsAValueFromStandardInput() {
        Ended ended = Ended.on(
                database,
                new ByteArrayInputStream("\"numpy\"".getBytes(StandardCharsets.UTF_8)),
                "review",
                "resolve",
                "5",
                "--value",
                "-",
                "--by",
                "Jane");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
    }

    /** Titles, values and notes are anybody's words. */
    @Test
    void showsWhatSomebodyWroteAndDoesNothingElse() {
        database.execute("""
                INSERT INTO artifacts (id, artifact_type, title, metadata)
                VALUES (E'model-\\u001b[2J', 'model', 'M', '{"is_external": "\\u001B]0;owned\\u0007", "trained_by": 7}')
                """);
        Ended.on(database, "backfill", "--yes", "--no-manifest");
        Ended.on(database, "review", "dismiss", "4", "--by", "J\u001b[31m", "--note", "n\u202e\u0007");

        String all = Ended.on(database, "review", "list", "--status", "all").out()
                + Ended.on(database, "review", "list", "--status", "all", "--output", "json")
                        .out()
                + Ended.on(database, "review", "show", "4").out()
                + Ended.on(database, "review", "export").out();

        assertThat(all)
                .doesNotContain("\u001b", "\u0007", "\u202e")
                .contains("\\u001b[2J", "\\u001B]0;owned\\u0007", "n\\u202e\\u0007");
    }

    /** What is read back is not shortened, and a report repeats no secret. */
    @Test
    void exportsWhatWasDecidedToTheLetterAndReportsNoSecret() throws IOException {
        String note = "see https://me:secret@example.org/notebook";
        Ended.on(
                database,
                "review",
                "resolve",
                "5",
                "--value",
                "\"https://me@example.org/x\"",
                "--by",
                "J",
                "--note",
                note);

        assertThat(Ended.on(database, "review", "export").out()).contains("https://me@example.org/x", note);
        Path report = folder.resolve("report.md");
        assertThat(Ended.on(database, "report", "--file", report.toString()).exitCode())
                .isZero();
        assertThat(Files.readString(report)).doesNotContain("secret", "me@").contains("…@example.org/notebook");
        assertThat(Ended.on(database, "review", "show", "5").out()).doesNotContain("secret");
        assertThat(Ended.on(database, "review", "resolve", "5", "--value", "1", "--by", "K")
                        .err())
                .doesNotContain("secret");
    }

    @Test
    void asksForTheBackfillWhereItsRunWasTakenBack() throws IOException {
        Path file = folder.resolve("decisions.json");
        Ended.on(database, "review", "resolve", "5", "--value", "\"numpy\"", "--by", "Jane");
        Files.writeString(file, Ended.on(database, "review", "export").out());
        Ended.on(database, "review", "reopen", "5", "--by", "Jane");
        Ended.on(database, "revert", "--yes");

        assertThat(apply(database, file).out())
                .startsWith(
                        "refused  framework of model_ot_ad_zscore_rules_v1: nothing holds it here; run model-catalog"
                                + " backfill first");
    }

    @Test
    void makesTheDecisionsOfACloneAgain() throws IOException {
        Path file = folder.resolve("decisions.json");
        Ended.on(
                database,
                "review",
                "resolve",
                "5",
                "--value",
                "\"numpy\"",
                "--by",
                "Jane",
                "--note",
                "requirements.txt");
        Ended.on(database, "review", "resolve", "3", "--value", "{\"auc\": 0.80}", "--by", "Joe");
        Ended.on(database, "review", "dismiss", "4", "--by", "Joe");
        Files.writeString(file, Ended.on(database, "review", "export").out());
        try (TestDatabase real = ScidexDatabase.withSample()) {
            assertThat(Ended.on(real, "migrate", "--yes").exitCode()).isZero();
            assertThat(apply(real, file)).isEqualTo(new Ended(3, """
                    refused  framework of model_ot_ad_zscore_rules_v1: nothing holds it here; run model-catalog backfill first
                    refused  evaluation_metrics of model-8479a365-0000-4000-8000-000000000004: nothing holds it here; run model-catalog backfill first
                    refused  code_commit_sha of model-9ccc79de-0000-4000-8000-000000000006: nothing holds it here; run model-catalog backfill first
                    3 decisions, 3 refused
                    """, ""));
            // Its holds have other numbers.
            real.execute("ALTER TABLE metadata_holds ALTER COLUMN hold_id RESTART WITH 100");
            Ended.on(real, "backfill", "--yes");
            real.execute("UPDATE artifacts SET metadata = metadata || '{\"note\": 1}' WHERE id LIKE 'model-8479%'");
            Ended.on(real, "review", "dismiss", "103", "--by", "Ann");

            assertThat(apply(real, file)).isEqualTo(new Ended(3, """
                    applied  framework of model_ot_ad_zscore_rules_v1: no required field of the artifact is held
                    refused  evaluation_metrics of model-8479a365-0000-4000-8000-000000000004: somebody changed the metadata of model-8479a365-0000-4000-8000-000000000004 since; run model-catalog backfill, which decides it again
                    skipped  code_commit_sha of model-9ccc79de-0000-4000-8000-000000000006: it is so already, decided by Ann
                    3 decisions, 1 refused
                    """, ""));
            assertThat(
                            real.queryText(
                                    "SELECT concat_ws('|', status, value, decided_by, note) FROM metadata_holds WHERE field = 'framework'"))
                    .isEqualTo("resolved|\"numpy\"|Jane|requirements.txt");
            assertThat(real.queryText("SELECT decided_at::TEXT FROM metadata_holds WHERE field = 'framework'"))
                    .isEqualTo(database.queryText(
                            "SELECT decided_at::TEXT FROM metadata_holds WHERE field = 'framework'"));
            Ended.on(real, "backfill", "--yes");
            assertThat(apply(real, file).out())
                    .contains("refused  evaluation_metrics of model-8479a365-0000-4000-8000-000000000004:"
                            + " the metadata is not what was seen when it was decided; decide it again");
            assertThat(Ended.on(real, "verify").exitCode()).isZero();
        }
    }

    @Test
    void appliesADecisionAfterTheOneThatOpensItsHoldWhateverTheirOrder() throws IOException {
        database.execute("""
                INSERT INTO artifacts (id, artifact_type, title, metadata)
                VALUES ('model-x', 'model', 'M', '{"model_family": "deep_learning", "framework": "pytorch",
                        "parameter_count": 7, "training_data": "t", "evaluation_dataset": "e", "evaluation_metrics": {"auc": 0.9}}')
                """);
        Ended.on(database, "backfill", "--yes");
        String entry =
                "{\"artifactId\": \"model-x\", \"field\": \"%s\", \"seenSha256\": \"%s\", \"decision\": \"resolved\","
                        + " \"value\": %s, \"by\": \"Jane\", \"at\": \"2026-01-31T12:00:00Z\", \"note\": null}";
        String sha = database.queryText("SELECT seen_sha256 FROM metadata_holds WHERE artifact_id = 'model-x'");
        Path file = folder.resolve("decisions.json");
        Files.writeString(
                file,
                "[%s, %s, %s]"
                        .formatted(
                                entry.formatted("external_source_version", sha, "\"v1\""),
                                entry.formatted("external_source_url", sha, "\"https://example.org/m\""),
                                entry.formatted("is_external", sha, "true")));

        Ended ended = apply(database, file);

        assertThat(ended.exitCode()).as(ended.out()).isZero();
        assertThat(database.queryText(
                        "SELECT metadata ->> 'external_source_version' FROM artifacts WHERE id = 'model-x'"))
                .isEqualTo("v1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | it is no array of decisions, as model-catalog review export prints one",
                "[7] | entry 1 is no object",
                "[{\"artifact\": 1}] | entry 1 has a key artifact that nobody knows",
                "[{\"decision\": \"guessed\"}] | entry 1 has a decision that is neither resolved nor dismissed",
                "[{\"decision\": \"resolved\"}] | entry 1 is resolved and yet has no value",
                "[{\"decision\": \"dismissed\", \"field\": \"framework\"}] | entry 1 has no text for artifactId",
            })
    void refusesAFileThatHoldsNoDecisions(String content, String message) throws IOException {
        Path file = folder.resolve("decisions.json");
        Files.writeString(file, content);

        assertThat(apply(database, file)).isEqualTo(Ended.failed(3, "%s is refused: %s".formatted(file, message)));
    }

    @Test
    void namesAFileThatIsNotThere() {
        Path file = folder.resolve("nothing.json");

        assertThat(apply(database, file).exitCode()).isEqualTo(1);
    }

    @Test
    void reportsWhoDecidedWhatAndWhy() throws IOException {
        Path report = folder.resolve("report.md");
        Ended.on(
                database,
                "review",
                "resolve",
                "5",
                "--value",
                "\"numpy\"",
                "--by",
                "Jane",
                "--note",
                "requirements.txt | of #1");
        Ended.on(database, "review", "reopen", "5", "--by", "Joe");
        Ended.on(database, "report", "--file", report.toString());

        assertThat(Files.readString(report).replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8} UTC", "TIME"))
                .contains("""
                | Decided field | Decision | Value | By | When | Why |
                |---|---|---|---|---|---|
                | `framework` | resolved | `"numpy"` | Jane | `TIME` | `requirements.txt \\| of #1` |
                | `framework` | reopened |  | Joe | `TIME` | *nobody said* |
                """);
        assertThat(Ended.on(database, "status").out()).contains("decisions         0 resolved, 0 dismissed\n");
    }

    private static Ended apply(TestDatabase database, Path file) {
        return Ended.on(database, "review", "apply", file.toString());
    }
}
