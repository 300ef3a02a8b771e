package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.ModelRegistration;
import ai.scidex.catalog.PromotionDecision;
import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import ai.scidex.catalog.TrainingRun;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListCommandIT {

    private static CatalogDatabase database;

    @BeforeAll
    static void create() {
        database = new CatalogDatabase();
        database.execute("INSERT INTO artifacts (id, artifact_type, title) VALUES ('dataset-b', 'dataset', 'B')");
        database.register("model-a");
        database.registerVersion("model-a", "model-b");
        database.link("model-b");
        database.catalog().promote(new ArtifactId("model-a"), PromotionDecision.of("gate", "better"));
        ObjectNode external = TestJson.object("""
                {"is_external": true, "model_family": "deep_learning", "framework": "pytorch", "parameter_count": 7,
                 "training_data": "not_disclosed", "evaluation_dataset": "not_disclosed",
                 "evaluation_metrics": {"rmse": {"value": 1.10}}, "external_source_url": "https://example.org/m",
                 "external_source_version": "v1.2", "benchmark_id": "bench-1", "base_model_id": "model-a"}
                """);
        database.catalog()
                .registerModel(
                        ModelRegistration.of("Foundation \u001b[31m at https://ada:secret@example.org/x", external)
                                .withId(new ArtifactId("model-c"))
                                .withTrainingRun(TrainingRun.by("agent-7")));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void listsModelsForPeople() {
        assertThat(database.run("list")).isEqualTo(Ended.done("""
                ID       VERSION   STATE      ORIGIN    FAMILY         FRAMEWORK    PIN     TITLE
                model-a  1 latest  promoted   internal  statistical    statsmodels  none    Title of model-a
                model-b  2         candidate  internal  statistical    statsmodels  commit  Title of model-b
                model-c  1 latest  candidate  external  deep_learning  pytorch      tag     Foundation \\u001b[31m at https://…@example.org/x
                """));
    }

    @Test
    void listsModelsForPrograms() {
        JsonNode json =
                database.run("list", "--text", "FOUNDATION", "--output", "json").json();

        String createdAt = json.at("/models/0/createdAt").asText();
        assertThat(createdAt).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(json).isEqualTo(TestJson.parse("""
                {"models": [{"artifactId": "model-c", "title": "Foundation \\u001b[31m at https://…@example.org/x",
                  "versionNumber": 1, "isLatest": true, "isExternal": true, "modelFamily": "deep_learning",
                  "framework": "pytorch", "promotionState": "candidate", "pinStrength": "tag", "trainedBy": "agent-7",
                  "evalDatasetArtifactId": null, "benchmarkId": "bench-1",
                  "evaluationMetrics": {"rmse": {"value": 1.10}}, "createdAt": "%s"}],
                 "next": null}
                """.formatted(createdAt)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --family deep_learning            | model-c
            --family DEEP_LEARNING            | model-c
            --framework statsmodels           | model-a model-b
            --promotion-state promoted        | model-a
            --origin external                 | model-c
            --origin internal                 | model-a model-b
            --trained-by agent-7              | model-c
            --dataset dataset-b               | model-a model-b
            --benchmark bench-1               | model-c
            --base-model model-a              | model-c
            --pin-strength none               | model-a
            --pin-strength commit             | model-b
            --metric auroc>=0.9               | model-b
            --metric auroc<=0.9               | model-a
            --metric auroc>=0.8 --metric auroc<=0.9 | model-a
            --metric rmse<=1.1                | model-c
            --text TITLE                      | model-a model-b
            --text model-c                    | model-c
            --after model-a                   | model-b model-c
            --origin internal --pin-strength commit | model-b
            """)
    void narrowsTheList(String options, String ids) {
        assertThat(ids(options.split(" "))).containsExactly(ids.split(" "));
    }

    @Test
    void saysWhereToGoOn() {
        Ended first = database.run("list", "--limit", "2");

        assertThat(first.out()).endsWith("\nmore follow; go on with --after 'model-b'\n");
        assertThat(database.run("list", "--limit", "2", "--output", "json")
                        .json()
                        .path("next")
                        .asText())
                .isEqualTo("model-b");
        assertThat(ids("--limit", "2", "--after", "model-b")).containsExactly("model-c");
        assertThat(database.run("list", "--limit", "3", "--output", "json")
                        .json()
                        .path("next")
                        .isNull())
                .isTrue();
    }

    @Test
    void listsNothingWithoutComplaint() {
        assertThat(database.run("list", "--framework", "jax")).isEqualTo(Ended.done("no model\n"));
        assertThat(database.run("list", "--framework", "jax", "--output", "json")
                        .json())
                .isEqualTo(TestJson.parse("{\"models\": [], \"next\": null}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --family        | neural     | Invalid value for option '--family': expected one of biophysical, deep_learning, statistical, rule_based but was 'neural'; see model-catalog list --help
            --promotion-state | live     | Invalid value for option '--promotion-state': expected one of candidate, promoted, rejected, superseded but was 'live'; see model-catalog list --help
            --pin-strength  | firm       | Invalid value for option '--pin-strength': expected one of commit, tag, short_sha, branch, none but was 'firm'; see model-catalog list --help
            --metric        | auroc>0.8  | Invalid value for option '--metric' (CONDITION): 'auroc>0.8' is no condition on a metric; write NAME>=NUMBER or NAME<=NUMBER, in quotes; see model-catalog list --help
            --after         | ' '        | Invalid value for option '--after': ' ' cannot be an id; see model-catalog list --help
            --limit         | 0          | a page has 1 to 1000 entries, not 0
            --limit         | 1001       | a page has 1 to 1000 entries, not 1001
            --framework     | ' '        | framework is blank
            --text          | ' '        | text to search for is blank
            """)
    void refusesAValueThatIsNotOfItsForm(String option, String value, String message) {
        assertThat(database.run("list", option, value)).isEqualTo(Ended.failed(2, message));
    }

    @Test
    void refusesAFifthMetric() {
        List<String> args = new ArrayList<>(List.of("list"));
        for (int i = 0; i < 5; i++) {
            args.addAll(List.of("--metric", "auroc>=0." + i));
        }

        assertThat(database.run(args.toArray(String[]::new)))
                .isEqualTo(Ended.failed(2, "a search takes thresholds for 4 metrics, not 5"));
    }

    @Test
    void asksForTheTablesFirst() {
        try (TestDatabase empty = TestDatabase.fresh()) {
            assertThat(Ended.on(empty, "list"))
                    .isEqualTo(Ended.failed(1, "the tables are not up to date; run model-catalog migrate first"));
        }
    }

    private static List<String> ids(String... options) {
        List<String> args = new ArrayList<>(List.of("list", "--output", "json"));
        args.addAll(List.of(options));
        return database.run(args.toArray(String[]::new)).json().path("models").findValuesAsText("artifactId");
    }
}
