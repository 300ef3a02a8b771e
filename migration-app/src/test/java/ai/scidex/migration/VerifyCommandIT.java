package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifyCommandIT {

    private static final String HOSTILE_ID = "model-\u001b[31m\u202e\u0085red";

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
    void printsEveryCriterionWithItsFigure() {
        assertThat(Ended.on(database, "verify")).isEqualTo(Ended.done("""
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
                        """));
    }

    @Test
    void answersNoWhereARowIsMissing() {
        database.execute("DELETE FROM model_versions WHERE artifact_id = 'model-biophys-microglia-001'");

        Ended text = Ended.on(database, "verify");
        Ended json = Ended.on(database, "verify", "--output", "json");

        assertThat(text.exitCode()).isEqualTo(3);
        assertThat(text.err()).isEmpty();
        assertThat(text.out())
                .startsWith("verify    12 of 13 criteria hold\n")
                .contains(
                        "  FAIL  every-model-has-a-version          expected 8, found 7; not model-biophys-microglia-001\n");
        assertThat(json.exitCode()).isEqualTo(3);
        assertThat(json.json().path("ok").asBoolean()).isFalse();
        assertThat(json.json().path("checks").path(0)).isEqualTo(TestJson.parse("""
                {"id": "every-model-has-a-version", "ok": false, "expected": "8", "actual": "7; not model-biophys-microglia-001"}
                """));
        assertThat(json.json().path("changedSince")).isEmpty();
    }

    @Test
    void namesWhatWasChangedSinceAndDoesNotFail() {
        database.execute(
                "UPDATE artifacts SET metadata = metadata || '{\"note\": 1}' WHERE id = 'model-biophys-microglia-001'");

        Ended text = Ended.on(database, "verify");
        JsonNode json = Ended.on(database, "verify", "--output", "json").json();

        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).endsWith("  since then somebody changed model-biophys-microglia-001: metadata\n");
        assertThat(json.path("changedSince"))
                .isEqualTo(
                        TestJson.parse("[{\"artifactId\": \"model-biophys-microglia-001\", \"what\": \"metadata\"}]"));
    }

    @Test
    void judgesNoStatesWithoutManifest() {
        Ended ended = Ended.on(database, "verify", "--no-manifest");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("verify    11 of 11 criteria hold\n").doesNotContain("expected-models");
    }

    @Test
    void showsWhatARowSaysWithoutObeyingIt() {
        database.execute(
                "INSERT INTO artifacts (id, artifact_type, title) VALUES ('%s', 'model', 'Red')".formatted(HOSTILE_ID));

        Ended text = Ended.on(database, "verify");
        Ended json = Ended.on(database, "verify", "--output", "json");

        assertThat(text.exitCode()).isEqualTo(3);
        assertThat(text.out()).contains("found 8; not model-\\u001b[31m\\u202e\\u0085red\n");
        assertThat(json.out()).matches("[\\n\\x20-\\x7e]*");
        assertThat(json.json().at("/checks/0/actual").asText()).isEqualTo("8; not " + HOSTILE_ID);
    }

    @Test
    void asksForTheTablesFirst() {
        try (TestDatabase empty = TestDatabase.fresh()) {
            assertThat(Ended.on(empty, "verify"))
                    .isEqualTo(Ended.failed(1, "the tables are not up to date; run model-catalog migrate first"));
        }
    }
}
