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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateCommandsIT {

    private static final String EVIDENCE = """
            {"metrics": [{"name": "auroc", "candidate": 0.910, "compared": 0.870,
                          "difference": {"low": 0.01, "high": 0.07, "confidence": 0.95}}],
             "benchmarkId": "bench-1", "seed": 42, "details": {"resamples": 1000}}
            """;

    private static CatalogDatabase database;

    @BeforeAll
    static void create() {
        database = new CatalogDatabase();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void promotesTheFirstVersionAndComparesItWithNone() {
        database.register("first");

        assertThat(decide("promote", "first")).isEqualTo(Ended.done("first: candidate -> promoted\n"));
        assertThat(states("first")).isEqualTo("promoted better 1");
    }

    @Test
    void promotesAVersionInPlaceOfTheLatest() {
        database.register("second-1");
        database.registerVersion("second-1", "second-2");
        decide("promote", "second-1");

        Ended ended = decide("promote", "second-2", "--compared-with", "second-1");

        assertThat(ended).isEqualTo(Ended.done("""
                second-2: candidate -> promoted
                second-1: no longer the latest
                """));
        assertThat(states("second-2")).isEqualTo("promoted better 1");
        assertThat(states("second-1")).isEqualTo("superseded superseded by second-2 0");
    }

    @Test
    void answersInJson() {
        database.register("json-1");
        database.registerVersion("json-1", "json-2");

        JsonNode json = decide("promote", "json-2", "--compared-with", "json-1", "--output", "json")
                .json();

        String time = json.path("occurredAt").asText();
        assertThat(time).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(json).isEqualTo(TestJson.parse("""
                {"artifactId": "json-2", "fromState": "candidate", "promotionState": "promoted", "steppedDown": ["json-1"],
                 "by": "gate", "reason": "better", "occurredAt": "%s"}
                """.formatted(time)));
    }

    @Test
    void rejectsACandidate() {
        database.register("poor");

        assertThat(decide("reject", "poor")).isEqualTo(Ended.done("poor: candidate -> rejected\n"));
        assertThat(states("poor")).isEqualTo("rejected better 1");
    }

    @Test
    void rollsBackToASupersededVersion() {
        database.register("back-1");
        database.registerVersion("back-1", "back-2");
        decide("promote", "back-1");
        decide("promote", "back-2", "--compared-with", "back-1");

        Ended ended = decide("rollback", "back-1", "--compared-with", "back-2");

        assertThat(ended).isEqualTo(Ended.done("""
                back-1: superseded -> promoted
                back-2: no longer the latest
                """));
        assertThat(states("back-1")).isEqualTo("promoted better 1");
    }

    @Test
    void keepsTheEvidenceInTheLedger(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("evidence.json"), EVIDENCE);
        database.register("proved");

        assertThat(decide("promote", "proved", "--evidence", file.toString()).exitCode())
                .isZero();
        JsonNode evidence = TestJson.parse(database.query("""
                SELECT evidence - 'version' FROM model_promotion_events WHERE artifact_id = 'proved' AND to_state = 'promoted'
                """));
        assertThat(evidence).isEqualTo(TestJson.parse(EVIDENCE));
    }

    @Test
    void readsTheEvidenceFromStandardInput() {
        database.register("piped");

        Ended ended = Ended.on(
                database.database(),
                new ByteArrayInputStream("{\"seed\": 7}".getBytes(StandardCharsets.UTF_8)),
                "reject",
                "piped",
                "--by",
                "gate",
                "--reason",
                "worse",
                "--evidence",
                "-");

        assertThat(ended).isEqualTo(Ended.done("piped: candidate -> rejected\n"));
        assertThat(database.query("""
                SELECT evidence ->> 'seed' FROM model_promotion_events WHERE artifact_id = 'piped' AND to_state = 'rejected'
                """)).isEqualTo("7");
    }

    @Test
    void refusesEvidenceThatIsNotOfItsFormAndMovesNothing(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("evidence.json"), "{\"metrics\": [{\"name\": \"auroc\"}]}");
        database.register("unproved");

        assertThat(decide("promote", "unproved", "--evidence", file.toString()))
                .isEqualTo(Ended.failed(
                        3, "the evidence %s is refused: /metrics/0/candidate: must be a number".formatted(file)));
        assertThat(states("unproved")).isEqualTo("candidate null 1");
    }

    @Test
    void refusesEvidenceThatBreaksOff(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("evidence.json"), "{\"metrics\": [");

        assertThat(decide("promote", "whatever", "--evidence", file.toString()))
                .isEqualTo(Ended.failed(
                        3,
                        "the evidence %s is refused: the document breaks off at line 1, column 14, before the list that begins at line 1, column 13 is closed; is its end missing?"
                                .formatted(file)));
    }

    @Test
    void failsWhereThereIsNoSuchEvidence() {
        assertThat(decide("promote", "whatever", "--evidence", "nowhere.json"))
                .isEqualTo(Ended.failed(1, "cannot read nowhere.json: there is no such file"));
    }

    @Test
    void saysWithWhichVersionToCompare() {
        database.register("conflict-1");
        database.registerVersion("conflict-1", "conflict-2");

        assertThat(decide("promote", "conflict-2"))
                .isEqualTo(
                        Ended.failed(
                                3,
                                "model 'conflict-2' was compared with no other version, but the latest version of its lineage is 'conflict-1'; compare it with that one, and name it with --compared-with"));
        assertThat(states("conflict-2")).isEqualTo("candidate null 0");
        assertThat(states("conflict-1")).isEqualTo("candidate null 1");
    }

    @Test
    void saysThatThereIsNoOtherVersionToCompareWith() {
        database.register("alone");

        assertThat(decide("promote", "alone", "--compared-with", "somebody"))
                .isEqualTo(
                        Ended.failed(
                                3,
                                "model 'alone' was compared with 'somebody', but the latest version of its lineage is no other one; leave out --compared-with"));
        assertThat(states("alone")).isEqualTo("candidate null 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            promote  | promote  | promoted  | is promoted and cannot become promoted; it is so already, and nothing is left to do
            promote  | reject   | promoted  | is promoted and cannot become rejected; promote another version, or roll back to an earlier one, and this one steps down
            promote  | rollback | promoted  | is promoted and cannot become promoted; it is so already, and nothing is left to do
            reject   | promote  | rejected  | is rejected and cannot become promoted; register a better version of it with model-catalog register --parent
            reject   | reject   | rejected  | is rejected and cannot become rejected; it is so already, and nothing is left to do
            reject   | rollback | rejected  | is rejected and cannot become promoted; register a better version of it with model-catalog register --parent
            """)
    void saysWhatToDoInsteadOfAnIllegalMove(String first, String second, String state, String message) {
        String model = "illegal-%s-%s".formatted(first, second);
        database.register(model);
        decide(first, model);

        assertThat(decide(second, model)).isEqualTo(Ended.failed(3, "model '%s' %s".formatted(model, message)));
        assertThat(states(model)).isEqualTo("%s better 1".formatted(state));
    }

    @Test
    void doesNotRollBackToACandidate() {
        database.register("young");

        assertThat(decide("rollback", "young"))
                .isEqualTo(
                        Ended.failed(
                                3,
                                "model 'young' is candidate and cannot become promoted by a roll back; promote it (model-catalog promote)"));
    }

    @Test
    void promotesASupersededVersionByARollBackOnly() {
        database.register("old-1");
        database.registerVersion("old-1", "old-2");
        decide("promote", "old-1");
        decide("promote", "old-2", "--compared-with", "old-1");

        assertThat(decide("promote", "old-1", "--compared-with", "old-2"))
                .isEqualTo(
                        Ended.failed(
                                3,
                                "model 'old-1' is superseded and cannot become promoted but by a roll back (model-catalog rollback)"));
        assertThat(decide("reject", "old-1"))
                .isEqualTo(Ended.failed(
                        3, "model 'old-1' is superseded and cannot become rejected; it is out of use already"));
    }

    @Test
    void doesNotPromoteInvalidMetadata() {
        database.register("invalid");
        database.execute("UPDATE artifacts SET metadata = metadata - 'framework' WHERE id = 'invalid'");

        assertThat(decide("promote", "invalid"))
                .isEqualTo(
                        Ended.failed(
                                3,
                                "model 'invalid' cannot be promoted: invalid metadata: /framework: is missing; give the software that the model runs in, for example scipy, pytorch or scikit-learn; correct the metadata first"));
        assertThat(states("invalid")).isEqualTo("candidate null 1");
    }

    @Test
    void doesNotPromoteWhatWaitsForAPerson() {
        database.register("waiting");
        database.execute("""
                INSERT INTO backfill_runs (started_at, started_by, tool_version, rules_version, schema_version, schema_sha256)
                VALUES (now(), 'tester', '0', 1, 'v1', '0');
                INSERT INTO metadata_holds (artifact_id, run_id, field, reason, required)
                SELECT 'waiting', max(run_id), 'framework', 'missing', true FROM backfill_runs
                """);

        assertThat(decide("promote", "waiting"))
                .isEqualTo(
                        Ended.failed(
                                3,
                                "model 'waiting' cannot be promoted while required fields of it are held: framework; model-catalog show tells why"));
        assertThat(states("waiting")).isEqualTo("candidate null 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"promote", "reject", "rollback"})
    void knowsNoModelByTheBeginningOfItsId(String command) {
        assertThat(decide(command, "nobody")).isEqualTo(Ended.failed(3, "there is no artifact 'nobody'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ' '   | better | by is blank
            gate  | ' '    | reason is blank
            gate  | TBD    | reason 'TBD' is a placeholder; write what it stands for
            """)
    void refusesADecisionThatSaysNothing(String by, String reason, String message) {
        assertThat(database.run("promote", "whatever", "--by", by, "--reason", reason))
                .isEqualTo(Ended.failed(2, message));
    }

    @Test
    void refusesNotesOfTenMegabytes() {
        Ended ended = database.run("reject", "whatever", "--by", "gate", "--reason", "x".repeat(10_000_000));

        assertThat(ended)
                .isEqualTo(Ended.failed(
                        2,
                        "reason '%s…' has 10000000 characters, more than the 10000 that are kept"
                                .formatted("x".repeat(60))));
    }

    @Test
    void asksForWhoAndWhy() {
        assertThat(database.run("promote", "whatever"))
                .isEqualTo(Ended.failed(
                        2, "Missing required options: '--by=NAME', '--reason=TEXT'; see model-catalog promote --help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"promote", "reject", "rollback"})
    void asksForTheTablesFirst(String command) {
        try (TestDatabase empty = TestDatabase.fresh()) {
            assertThat(Ended.on(empty, command, "model-a", "--by", "gate", "--reason", "better"))
                    .isEqualTo(Ended.failed(1, "the tables are not up to date; run model-catalog migrate first"));
        }
    }

    private static Ended decide(String command, String model, String... more) {
        List<String> args = new ArrayList<>(List.of(command, model, "--by", "gate", "--reason", "better"));
        args.addAll(List.of(more));
        return database.run(args.toArray(String[]::new));
    }

    private static String states(String model) {
        return database.query("""
                SELECT v.promotion_state || ' ' || coalesce(v.promotion_notes, 'null') || ' ' || a.is_latest
                  FROM artifacts a
                  JOIN model_versions v ON v.artifact_id = a.id
                 WHERE a.id = '%s'
                """.formatted(model));
    }
}
