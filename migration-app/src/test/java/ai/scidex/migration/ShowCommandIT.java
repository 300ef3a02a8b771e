package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.PromotionDecision;
import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import ai.scidex.catalog.TrainingRun;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShowCommandIT {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?";

    private static CatalogDatabase database;

    @BeforeAll
    static void create() {
        database = new CatalogDatabase();
        database.register("line-1");
        database.registerVersion("line-1", "line-2");
        database.registerVersion("line-1", "line-3");
        database.registerVersion("line-2", "line-4");
        database.link("line-2");
        database.catalog()
                .recordTraining(
                        new ArtifactId("line-2"),
                        TrainingRun.by("agent-7")
                                .withStartedAt(Instant.parse("2020-01-02T03:04:05Z"))
                                .withParameters(TestJson.parse("{\"epochs\": 5}")));
        database.catalog().promote(new ArtifactId("line-1"), PromotionDecision.of("gate", "first"));
        database.catalog()
                .promote(
                        new ArtifactId("line-2"),
                        PromotionDecision.of("gate", "better than https://ada:secret@example.org/x")
                                .withComparedWith(new ArtifactId("line-1")));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void showsAllThatMattersForPeople() {
        Ended ended = database.run("show", "line-2");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out().replaceAll(TIME, "TIME")).isEqualTo("""
                id            line-2
                title         Title of line-2
                created       by ada
                in catalog    since TIME
                kind          statistical, statsmodels, parameters: 14
                origin        internal
                version       2, the latest, lifecycle state active
                promotion     promoted, since TIME, by gate
                why           better than https://…@example.org/x
                code          https://github.com/scidex/models, commit 0123456789abcdef0123456789abcdef01234567, train.py
                pin           commit
                trained on    dataset-a
                trained       by agent-7, from TIME
                parameters    {"epochs":5}
                evaluated on  dataset-b
                metric        auroc 0.910, parent 0.870, difference +0.040
                ancestor      line-1, version 1, superseded
                sibling       line-3, version 3, candidate
                descendant    line-4, version 4, candidate
                latest        line-2
                promoted      line-2
                """);
    }

    @Test
    void showsAllThatMattersForPrograms() {
        JsonNode json = database.run("show", "line-2", "--output", "json").json();

        assertThat(TestJson.parse(json.toString().replaceAll(TIME, "TIME"))).isEqualTo(TestJson.parse("""
                {"artifactId": "line-2", "title": "Title of line-2", "createdBy": "ada", "createdAt": "TIME",
                 "lifecycleState": "active", "modelFamily": "statistical", "framework": "statsmodels",
                 "parameterCount": "14",
                 "origin": {"isExternal": false, "externalSourceUrl": null, "externalSourceVersion": null,
                            "originUrl": null},
                 "code": {"repoUrl": "https://github.com/scidex/models",
                          "commitSha": "0123456789abcdef0123456789abcdef01234567", "entrypoint": "train.py",
                          "pinStrength": "commit"},
                 "training": {"trainingData": "dataset-a", "trainedBy": "agent-7", "startedAt": "TIME",
                              "completedAt": null, "gpuAllocationId": null, "parameters": {"epochs": 5}},
                 "evaluation": {"dataset": "dataset-b", "datasetArtifactId": null, "benchmarkId": null,
                                "metrics": {"auroc": 0.910}},
                 "promotion": {"state": "promoted", "notes": "better than https://…@example.org/x", "by": "gate",
                               "since": "TIME"},
                 "lineage": {"versionNumber": 2, "isLatest": true, "baseModelId": null,
                   "ancestors": [{"artifactId": "line-1", "title": "Title of line-1", "versionNumber": 1,
                                  "isLatest": false, "promotionState": "superseded"}],
                   "siblings": [{"artifactId": "line-3", "title": "Title of line-3", "versionNumber": 3,
                                 "isLatest": false, "promotionState": "candidate"}],
                   "descendants": [{"artifactId": "line-4", "title": "Title of line-4", "versionNumber": 4,
                                    "isLatest": false, "promotionState": "candidate"}],
                   "latest": {"artifactId": "line-2", "title": "Title of line-2", "versionNumber": 2, "isLatest": true,
                              "promotionState": "promoted"},
                   "promoted": {"artifactId": "line-2", "title": "Title of line-2", "versionNumber": 2,
                                "isLatest": true, "promotionState": "promoted"},
                   "metricDifferences": [{"metric": "auroc", "parentValue": 0.870, "ownValue": 0.910,
                                          "difference": 0.040}],
                   "flaws": []},
                 "openHolds": []}
                """));
    }

    @Test
    void findsAModelByTheBeginningOfItsIdAndAnExactIdFirst() {
        database.register("prefix");
        database.register("prefix-long");

        assertThat(database.run("show", "prefix-").out()).startsWith("id            prefix-long\n");
        assertThat(database.run("show", "prefix").out()).startsWith("id            prefix\n");
    }

    @Test
    void saysThatSeveralBeginSo() {
        assertThat(database.run("show", "line-"))
                .isEqualTo(
                        Ended.failed(
                                3,
                                "'line-' is the beginning of several models, such as 'line-1' and 'line-2' and 'line-3'; give more of the id"));
    }

    @Test
    void knowsNoSuchModel() {
        assertThat(database.run("show", "no 'such' model"))
                .isEqualTo(Ended.failed(3, "there is no model 'no 'such' model'"));
        assertThat(database.run("show", "100%_")).isEqualTo(Ended.failed(3, "there is no model '100%_'"));
        assertThat(database.run("show", "x".repeat(10_000)))
                .isEqualTo(Ended.failed(3, "there is no model '%s…'".formatted("x".repeat(60))));
    }

    @Test
    void takesAnArtifactOfAnotherTypeForNoModel() {
        database.execute("INSERT INTO artifacts (id, artifact_type, title) VALUES ('data-1', 'dataset', 'Data')");

        assertThat(database.run("show", "data-1")).isEqualTo(Ended.failed(3, "there is no model 'data-1'"));
    }

    @Test
    void saysThatAModelIsNotInTheCatalogYet() {
        database.execute("INSERT INTO artifacts (id, artifact_type, title) VALUES ('wild', 'model', 'Wild')");

        assertThat(database.run("show", "wild"))
                .isEqualTo(
                        Ended.failed(3, "model 'wild' is not in the catalog yet; model-catalog backfill brings it in"));
    }

    @Test
    void showsWhatIsHeldOfALegacyModel() {
        try (TestDatabase legacy = ScidexDatabase.withSample()) {
            Ended.on(legacy, "migrate", "--yes");
            Ended.on(legacy, "backfill", "--yes");

            Ended ended = Ended.on(legacy, "show", "model-14307274-");

            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out())
                    .contains(
                            "\nheld          code_entrypoint, unsafe_path\n",
                            "\nheld          parameter_count (required), unparseable\n");
        }
    }

    @Test
    void asksForTheTablesFirst() {
        try (TestDatabase empty = TestDatabase.fresh()) {
            assertThat(Ended.on(empty, "show", "model-a"))
                    .isEqualTo(Ended.failed(1, "the tables are not up to date; run model-catalog migrate first"));
        }
    }
}
