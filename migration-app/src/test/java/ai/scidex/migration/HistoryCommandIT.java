package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.PromotionDecision;
import ai.scidex.catalog.PromotionEvidence;
import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HistoryCommandIT {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";

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
    void tellsWhoMovedItWhenFromWhereToWhereAndWhy() {
        database.register("told");
        PromotionEvidence evidence = PromotionEvidence.of(List.of()).withSeed(42);
        database.catalog()
                .reject(
                        new ArtifactId("told"),
                        PromotionDecision.of("gate", "worse\nthan chance").withEvidence(evidence));

        Ended ended = database.run("history", "told");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).isZero();
        assertThat(plain(ended)).isEqualTo("""
                TIME  candidate -> rejected, by gate (database user USER)
                    why       worse\\u000athan chance
                    evidence  {"seed":42,"version":"told"}
                """);
    }

    @Test
    void tellsItInJson() {
        database.register("json");
        database.catalog().promote(new ArtifactId("json"), PromotionDecision.of("gate", "better"));

        JsonNode json = database.run("history", "json", "--output", "json").json();

        assertThat(json).hasSize(1);
        assertThat(json.path(0).path("occurredAt").asText()).matches(TIME);
        assertThat(json.path(0)).isEqualTo(TestJson.parse("""
                {"eventId": %d, "artifactId": "json", "fromState": "candidate", "toState": "promoted", "actor": "gate",
                 "databaseUser": "%s", "reason": "better", "evidence": {"version": "json"}, "occurredAt": "%s"}
                """.formatted(
                        json.path(0).path("eventId").asLong(),
                        database.database().username(),
                        json.path(0).path("occurredAt").asText())));
    }

    @Test
    void tellsTheMovesOfPlainSqlToo() {
        database.register("plain");
        database.execute("UPDATE model_versions SET promotion_state = 'rejected' WHERE artifact_id = 'plain'");

        assertThat(plain(database.run("history", "plain"))).isEqualTo("""
                TIME  candidate -> rejected, by USER (database user USER)
                """);
    }

    @Test
    void findsAModelByTheBeginningOfItsId() {
        database.register("beginning-of-an-id");
        database.catalog().reject(new ArtifactId("beginning-of-an-id"), PromotionDecision.of("gate", "worse"));

        assertThat(database.run("history", "beginning").out())
                .isEqualTo(database.run("history", "beginning-of-an-id").out())
                .contains("candidate -> rejected, by gate");
    }

    @Test
    void tellsOfADeletedModelRatherThanOfOneWhoseIdBeginsSo() {
        database.register("gone");
        database.register("gone-not");
        database.catalog().reject(new ArtifactId("gone"), PromotionDecision.of("gate", "worse"));
        database.execute("DELETE FROM artifacts WHERE id = 'gone'");

        assertThat(plain(database.run("history", "gone"))).isEqualTo("""
                TIME  candidate -> rejected, by gate (database user USER)
                    why       worse
                    evidence  {"version":"gone"}
                TIME  rejected -> deleted, by USER (database user USER)
                """);
    }

    @Test
    void repeatsNoCredentialsAndObeysNoControlCharacter() {
        database.register("hostile");
        database.catalog()
                .reject(
                        new ArtifactId("hostile"),
                        PromotionDecision.of("gate", "see https://ada:secret@host/x \u001b[31m \u202e"));

        assertThat(database.run("history", "hostile").out())
                .contains("why       see https://…@host/x \\u001b[31m \\u202e\n")
                .doesNotContain("secret", "\u001b", "\u202e");
        assertThat(database.run("history", "hostile", "--output", "json").out())
                .contains("\"see https://…@host/x \\u001B[31m \\u202e\"")
                .doesNotContain("secret", "\u001b", "\u202e");
    }

    @Test
    void saysThatAModelHasNotMovedYet() {
        database.register("calm");

        assertThat(database.run("history", "calm"))
                .isEqualTo(Ended.done("it has not moved since it was registered as a candidate\n"));
        assertThat(database.run("history", "calm", "--output", "json").json()).isEqualTo(TestJson.parse("[]"));
    }

    @Test
    void knowsNoSuchModel() {
        assertThat(database.run("history", "nobody")).isEqualTo(Ended.failed(3, "there is no model 'nobody'"));
    }

    @Test
    void saysThatAModelIsNotInTheCatalogYet() {
        database.execute("INSERT INTO artifacts (id, artifact_type, title) VALUES ('wild', 'model', 'Wild')");

        assertThat(database.run("history", "wild"))
                .isEqualTo(
                        Ended.failed(3, "model 'wild' is not in the catalog yet; model-catalog backfill brings it in"));
    }

    @Test
    void asksForTheTablesFirst() {
        try (TestDatabase empty = TestDatabase.fresh()) {
            assertThat(Ended.on(empty, "history", "model-a"))
                    .isEqualTo(Ended.failed(1, "the tables are not up to date; run model-catalog migrate first"));
        }
    }

    private static String plain(Ended ended) {
        return ended.out().replaceAll(TIME, "TIME").replace(database.database().username(), "USER");
    }
}
