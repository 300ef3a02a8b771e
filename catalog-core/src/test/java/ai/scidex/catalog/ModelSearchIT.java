package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.parse;
import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.metadata.ModelFamily;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelSearchIT {

    private static final ModelVersionFilter ALL = ModelVersionFilter.all();

    private static TestDatabase database;
    private static ModelCatalog catalog;
    private static ModelRows rows;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh().migrate();
        catalog = ModelCatalog.on(database.dataSource());
        rows = new ModelRows(database);
    }

    @BeforeEach
    void removeAll() {
        rows.removeAll();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void findsEveryModelWhereNothingIsAsked() {
        rows.model("model-b").model("model-a");

        assertThat(found(ALL)).containsExactly("model-a", "model-b");
    }

    @Test
    void returnsTheWholeRow() {
        rows.dataset("dataset-1").model("model-base").artifact("model-a", "{}").version("model-a", """
                        is_external = 1, external_source_url = 'https://example.org/m', external_source_version = 'v1',
                        base_model_id = 'model-base', code_repo_url = 'https://example.org/r',
                        code_commit_sha = repeat('a', 40), code_entrypoint = 'train.py',
                        training_started_at = '2026-01-01T00:00:00Z', training_completed_at = '2026-01-02T00:00:00.5Z',
                        trained_by = 'agent', gpu_allocation_id = 'gpu', training_params_json = '{"rtol": 0.0010}',
                        eval_metrics_json = '{"auroc": 0.90}', eval_dataset_artifact_id = 'dataset-1',
                        benchmark_id = 'bench', promotion_state = 'promoted', promotion_notes = 'better',
                        created_at = '2026-01-03 00:00:00'
                        """);

        assertThat(catalog.findModelVersions(ALL.withPromotionState(PromotionState.PROMOTED)))
                .containsExactly(
                        catalog.findModelVersion(new ArtifactId("model-a")).orElseThrow());
        assertThat(catalog.findModelVersion(new ArtifactId("model-a"))
                        .orElseThrow()
                        .evalMetricsJson())
                .isEqualTo(parse("{\"auroc\": 0.90}"));
    }

    @ParameterizedTest
    @EnumSource(ModelFamily.class)
    void findsByFamily(ModelFamily family) {
        for (ModelFamily each : ModelFamily.values()) {
            rows.artifact("model-" + each, "{\"model_family\": \"%s\"}".formatted(each))
                    .version("model-" + each, "");
        }
        rows.model("model-without");

        assertThat(found(ALL.withFamily(family))).containsExactly("model-" + family);
    }

    @Test
    void findsByFramework() {
        rows.artifact("model-a", "{\"framework\": \"scipy\"}").version("model-a", "");
        rows.artifact("model-b", "{\"framework\": \"SciPy\"}").version("model-b", "");
        rows.artifact("model-c", "{\"framework\": [\"scipy\"]}").version("model-c", "");
        rows.artifact("model-d", "[\"framework\", \"scipy\"]").version("model-d", "");

        assertThat(found(ALL.withFramework("scipy"))).containsExactly("model-a");
        assertThat(found(ALL.withFramework("it's \"%_\" $1 ; DROP TABLE artifacts")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PromotionState.class)
    void findsByPromotionState(PromotionState state) {
        for (PromotionState each : PromotionState.values()) {
            database.execute("INSERT INTO artifacts (id, artifact_type, title) VALUES ('model-%1$s', 'model', 'A');"
                            .formatted(each.text())
                    + "INSERT INTO model_versions (artifact_id, promotion_state) VALUES ('model-%1$s', '%1$s')"
                            .formatted(each.text()));
        }

        assertThat(found(ALL.withPromotionState(state))).containsExactly("model-" + state.text());
    }

    @Test
    void findsByOrigin() {
        rows.model("model-internal").model("model-external").change("model-external", "is_external = 1");

        assertThat(found(ALL.withExternal(true))).containsExactly("model-external");
        assertThat(found(ALL.withExternal(false))).containsExactly("model-internal");
    }

    @Test
    void findsByTrainerDatasetBenchmarkAndBaseModel() {
        rows.dataset("dataset-1").dataset("dataset-2");
        rows.model("model-a").change("model-a", "trained_by = 'agent-1', eval_dataset_artifact_id = 'dataset-1'");
        rows.model("model-b").change("model-b", "trained_by = 'agent-2', benchmark_id = 'bench-1'");
        rows.model("model-c").change("model-c", "base_model_id = 'model-a', eval_dataset_artifact_id = 'dataset-2'");

        assertThat(found(ALL.withTrainedBy("agent-1"))).containsExactly("model-a");
        assertThat(found(ALL.withEvaluationDataset(new ArtifactId("dataset-2"))))
                .containsExactly("model-c");
        assertThat(found(ALL.withBenchmarkId("bench-1"))).containsExactly("model-b");
        assertThat(found(ALL.withBaseModel(new ArtifactId("model-a")))).containsExactly("model-c");
        assertThat(found(ALL.withTrainedBy("agent"))).isEmpty();
    }

    @Test
    void findsWhatMeetsEveryFilter() {
        rows.model("model-a").change("model-a", "trained_by = 'agent-1', benchmark_id = 'bench-1'");
        rows.model("model-b").change("model-b", "trained_by = 'agent-1', benchmark_id = 'bench-2'");
        rows.model("model-c").change("model-c", "trained_by = 'agent-2', benchmark_id = 'bench-1'");

        assertThat(found(ALL.withTrainedBy("agent-1").withBenchmarkId("bench-1")))
                .containsExactly("model-a");
    }

    @Test
    void findsByTextInTitleOrIdInAnyCase() {
        rows.artifact("model-a", "{}")
                .version("model-a", "")
                .changeArtifact("model-a", "title = 'Microglial ODE 100%'");
        rows.artifact("model-ODE", "{}").version("model-ODE", "").changeArtifact("model-ODE", "title = 'Zweiter'");
        rows.artifact("model-c", "{}").version("model-c", "").changeArtifact("model-c", "title = 'ÜBERSICHT'");

        assertThat(found(ALL.withText("ode 1"))).containsExactly("model-a");
        assertThat(found(ALL.withText("Ode"))).containsExactly("model-ODE", "model-a", "model-c");
        assertThat(found(ALL.withText("übersicht"))).containsExactly("model-c");
        assertThat(found(ALL.withText("0%"))).containsExactly("model-a");
        assertThat(found(ALL.withText("%"))).containsExactly("model-a");
        assertThat(found(ALL.withText("_"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "NULL",
            value = {
                "{\"auroc\": 0.80} | 0.8 | NULL | true",
                "{\"auroc\": 0.79999999999999999999} | 0.8 | NULL | false",
                "{\"auroc\": 0.8} | NULL | 0.80 | true",
                "{\"auroc\": 0.80000000000000000001} | NULL | 0.8 | false",
                "{\"auroc\": 0.85} | 0.8 | 0.9 | true",
                "{\"auroc\": 0.95} | 0.8 | 0.9 | false",
                "{\"auroc\": {\"value\": 0.85, \"n\": 3}} | 0.8 | NULL | true",
                "{\"auroc\": {\"value\": 0.75}} | 0.8 | NULL | false",
                "{\"auroc\": -1e3} | NULL | -1000 | true",
                "{\"auroc\": 1e3} | 1E+3 | NULL | true",
                "{\"AUROC\": 0.9} | 0.8 | NULL | false",
                "{\"auroc\": \"0.9\"} | 0.8 | NULL | false",
                "{\"auroc\": [0.9]} | 0.8 | NULL | false",
                "{\"auroc\": null} | 0.8 | NULL | false",
                "{\"auroc\": {\"value\": \"0.9\"}} | 0.8 | NULL | false",
                "{\"auroc\": {\"mean\": 0.9}} | 0.8 | NULL | false",
                "{} | 0.8 | NULL | false"
            })
    void findsByWhatWasMeasured(String metrics, BigDecimal atLeast, BigDecimal atMost, boolean isFound) {
        rows.model("model-a").change("model-a", "eval_metrics_json = '%s'".formatted(metrics));
        rows.model("model-without");

        assertThat(found(ALL.withMetric(new MetricThreshold("auroc", atLeast, atMost))))
                .isEqualTo(isFound ? List.of("model-a") : List.of());
    }

    @Test
    void findsByUpToFourMetricsOfAnyName() {
        rows.model("model-a").change("model-a", """
                        eval_metrics_json = '{"a": 1, "b \\"c\\"''": 2, "ü": 3, "d": 4}'
                        """);

        ModelVersionFilter filter = ALL.withMetric(MetricThreshold.atLeast("a", BigDecimal.ONE))
                .withMetric(MetricThreshold.atMost("b \"c\"'", BigDecimal.valueOf(2)))
                .withMetric(MetricThreshold.atLeast("ü", BigDecimal.valueOf(3)));

        assertThat(found(filter.withMetric(MetricThreshold.atMost("d", BigDecimal.valueOf(4)))))
                .containsExactly("model-a");
        assertThat(found(filter.withMetric(MetricThreshold.atMost("d", BigDecimal.valueOf(3)))))
                .isEmpty();
        assertThat(found(filter.withMetric(MetricThreshold.atLeast("e", BigDecimal.valueOf(-1)))))
                .isEmpty();
    }

    @Test
    void goesThroughThePagesInTheOrderOfTheBytes() {
        List<String> ids =
                List.of("Model", "model", "model-", "model-Z", "model-a", "model_", "é", "\uffee", "\ud835\udc19");
        ids.forEach(rows::model);

        assertThat(pages(ALL.withPage(PageRequest.first().withSize(2))))
                .containsExactly(
                        ids.subList(0, 2), ids.subList(2, 4), ids.subList(4, 6), ids.subList(6, 8), ids.subList(8, 9));
    }

    @Test
    void goesThroughThePagesOfPinsThatAreLinkedOrSaid() {
        for (int i = 0; i < 10; i++) {
            if (i % 2 == 0) {
                rows.artifact("model-" + i, "{\"git_tag\": \"v1\"}").version("model-" + i, "");
            } else {
                rows.model("model-" + i).change("model-" + i, "is_external = 1, external_source_version = 'v1'");
            }
        }
        rows.model("model-without");

        assertThat(pages(ALL.withPinStrength(PinStrength.TAG)
                        .withPage(PageRequest.first().withSize(4))))
                .containsExactly(
                        List.of("model-0", "model-1", "model-2", "model-3"),
                        List.of("model-4", "model-5", "model-6", "model-7"),
                        List.of("model-8", "model-9"));
    }

    @Test
    void isNotHeldUpByDocumentsThatOnlyTheDatabaseCanRead() {
        rows.model("model-a").change("model-a", "eval_metrics_json = '{\"auroc\": 0.7, \"auroc\": 0.9}'");

        assertThat(found(ALL.withMetric(MetricThreshold.atLeast("auroc", new BigDecimal("0.8")))))
                .containsExactly("model-a");
        assertThat(catalog.findModelVersion(new ArtifactId("model-a"))
                        .orElseThrow()
                        .evalMetricsJson())
                .isEqualTo(parse("{\"auroc\": 0.9}"));
    }

    /** A statement that the server keeps is planned for any values sooner or later, and then uses no index. */
    @Test
    void leavesNoPreparedStatementBehind() throws SQLException {
        try (Connection connection = database.connection()) {
            ModelCatalog onOne = ModelCatalog.on(always(connection));
            for (int i = 0; i < 12; i++) {
                onOne.findModelVersions(ALL.withTrainedBy("agent-" + i));
            }

            try (Statement statement = connection.createStatement();
                    ResultSet kept = statement.executeQuery("SELECT count(*) FROM pg_prepared_statements")) {
                kept.next();
                assertThat(kept.getInt(1)).isZero();
            }
        }
    }

    private static DataSource always(Connection connection) {
        InvocationHandler staysOpen = (proxy, method, arguments) ->
                method.getName().equals("close") ? null : method.invoke(connection, arguments);
        Connection kept = (Connection) Proxy.newProxyInstance(
                ModelSearchIT.class.getClassLoader(), new Class<?>[] {Connection.class}, staysOpen);
        InvocationHandler source = (proxy, method, arguments) -> switch (method.getName()) {
            case "getConnection" -> kept;
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> null;
        };
        return (DataSource)
                Proxy.newProxyInstance(ModelSearchIT.class.getClassLoader(), new Class<?>[] {DataSource.class}, source);
    }

    private static List<List<String>> pages(ModelVersionFilter first) {
        List<List<String>> pages = new ArrayList<>();
        ModelVersionFilter filter = first;
        List<ModelVersion> page = catalog.findModelVersions(filter);
        while (!page.isEmpty()) {
            pages.add(ids(page));
            filter = filter.after(page.get(page.size() - 1).artifactId());
            page = catalog.findModelVersions(filter);
        }
        return pages;
    }

    private static List<String> found(ModelVersionFilter filter) {
        return ids(catalog.findModelVersions(filter));
    }

    private static List<String> ids(List<ModelVersion> versions) {
        return versions.stream().map(version -> version.artifactId().value()).toList();
    }
}
