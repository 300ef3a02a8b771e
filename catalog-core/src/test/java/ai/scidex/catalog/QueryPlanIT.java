package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.metadata.ModelFamily;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads how PostgreSQL goes about the very statements that the catalog runs, with their values, on 100,000 models: by an
 * index that the filter has, where a value is rare; else in the order of the ids, which ends when the page is full.
 */
class QueryPlanIT {

    private static final ModelVersionFilter ALL = ModelVersionFilter.all();

    private static final String IN_ORDER = "idx_model_versions_id";

    private static TestDatabase database;

    @BeforeAll
    static void load() {
        database = TestDatabase.fresh().migrate();
        database.execute("""
                INSERT INTO artifacts (id, artifact_type, title)
                SELECT 'dataset-' || n, 'dataset', 'D' FROM generate_series(0, 499) n;

                INSERT INTO artifacts (id, artifact_type, title, version_number, parent_version_id, metadata)
                SELECT 'model-' || md5(n::TEXT), 'model', 'Model ' || n, (n - 1) % 10 + 1,
                       CASE WHEN n % 10 <> 1 THEN 'model-' || md5((n - 1)::TEXT) END,
                       jsonb_build_object(
                           'model_family', CASE n % 500 WHEN 0 THEN 'rule_based' ELSE 'deep_learning' END,
                           'framework', CASE n % 500 WHEN 1 THEN 'jax' ELSE 'pytorch' END,
                           CASE n % 500 WHEN 2 THEN 'git_tag' WHEN 3 THEN 'git_sha' WHEN 4 THEN 'git_branch' ELSE 'other' END,
                           CASE n % 500 WHEN 3 THEN 'abc1234' ELSE 'v1' END)
                  FROM generate_series(1, 100000) n;

                INSERT INTO model_versions (artifact_id, is_external, external_source_url, external_source_version,
                                            base_model_id, code_commit_sha, trained_by, eval_dataset_artifact_id,
                                            benchmark_id, eval_metrics_json, promotion_state)
                SELECT 'model-' || md5(n::TEXT), CASE n % 500 WHEN 5 THEN 1 ELSE 0 END,
                       CASE n % 500 WHEN 5 THEN 'https://example.org/' || n END,
                       CASE n % 500 WHEN 5 THEN (ARRAY['v1', 'abc1234', 'main'])[n / 500 % 3 + 1] END,
                       CASE n % 500 WHEN 6 THEN 'model-' || md5('1') END,
                       CASE n % 500 WHEN 7 THEN repeat('a', 40) END,
                       'agent-' || n % 500, 'dataset-' || n % 500, 'bench-' || n % 500,
                       '{"auroc": 0.' || n % 1000 || CASE n % 500 WHEN 8 THEN ', "kappa": 0.5' ELSE '' END || '}',
                       CASE n % 500 WHEN 9 THEN 'rejected' ELSE 'candidate' END
                  FROM generate_series(1, 100000) n
                """);
        // Not with the statements above: it cannot be part of a transaction.
        database.execute("VACUUM ANALYZE");
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of(ALL, Set.of(IN_ORDER)),
                Arguments.of(ALL.after(new ArtifactId("model-8")), Set.of(IN_ORDER)),
                Arguments.of(ALL.withFamily(ModelFamily.RULE_BASED), Set.of("idx_artifacts_model_family")),
                Arguments.of(ALL.withFamily(ModelFamily.DEEP_LEARNING), Set.of(IN_ORDER)),
                Arguments.of(ALL.withFramework("jax"), Set.of("idx_artifacts_model_framework")),
                Arguments.of(ALL.withFramework("pytorch"), Set.of(IN_ORDER)),
                Arguments.of(ALL.withPromotionState(PromotionState.REJECTED), Set.of("idx_model_versions_promotion")),
                Arguments.of(ALL.withPromotionState(PromotionState.CANDIDATE), Set.of(IN_ORDER)),
                Arguments.of(ALL.withExternal(true), Set.of("idx_model_versions_external")),
                Arguments.of(ALL.withExternal(false), Set.of(IN_ORDER)),
                Arguments.of(ALL.withTrainedBy("agent-7"), Set.of("idx_model_versions_trained_by")),
                Arguments.of(
                        ALL.withEvaluationDataset(new ArtifactId("dataset-7")),
                        Set.of("idx_model_versions_eval_dataset")),
                Arguments.of(ALL.withBenchmarkId("bench-7"), Set.of("idx_model_versions_benchmark")),
                Arguments.of(
                        ALL.withBaseModel(new ArtifactId("model-c4ca4238a0b923820dcc509a6f75849b")),
                        Set.of("idx_model_versions_base")),
                Arguments.of(ALL.withPinStrength(PinStrength.COMMIT), Set.of("idx_model_versions_linked_pin")),
                Arguments.of(
                        ALL.withPinStrength(PinStrength.TAG),
                        Set.of("idx_model_versions_linked_pin", "idx_artifacts_model_said_pin")),
                Arguments.of(
                        ALL.withPinStrength(PinStrength.SHORT_SHA),
                        Set.of("idx_model_versions_linked_pin", "idx_artifacts_model_said_pin")),
                Arguments.of(
                        ALL.withPinStrength(PinStrength.BRANCH),
                        Set.of("idx_model_versions_linked_pin", "idx_artifacts_model_said_pin")),
                Arguments.of(ALL.withPinStrength(PinStrength.NONE), Set.of(IN_ORDER)),
                Arguments.of(
                        ALL.withMetric(MetricThreshold.atLeast("kappa", new BigDecimal("0.4"))),
                        Set.of("idx_model_versions_metric_names")),
                Arguments.of(
                        ALL.withPromotionState(PromotionState.CANDIDATE)
                                .withEvaluationDataset(new ArtifactId("dataset-7"))
                                .withFamily(ModelFamily.DEEP_LEARNING)
                                .withMetric(MetricThreshold.atLeast("auroc", new BigDecimal("0.8"))),
                        Set.of("idx_model_versions_eval_dataset")));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void hasAnIndexForEachFilter(ModelVersionFilter filter, Set<String> indexes) throws SQLException {
        Plan plan = explain(ModelVersionQueries.sql(filter), statement -> ModelVersionQueries.bind(statement, filter));

        assertThat(plan.wholeTables()).isEmpty();
        assertThat(plan.indexes()).containsAll(indexes);
    }

    @Test
    void usesAnIndexThatAnOperatorMakesForOneMetric() throws SQLException {
        ModelVersionFilter filter = ALL.withMetric(MetricThreshold.atLeast("auroc", new BigDecimal("0.998")));
        database.execute("""
                CREATE INDEX theirs ON model_versions (metric_value(eval_metrics_json::JSONB, 'auroc'));
                ANALYZE model_versions
                """);

        Plan plan = explain(ModelVersionQueries.sql(filter), statement -> ModelVersionQueries.bind(statement, filter));
        database.execute("DROP INDEX theirs");

        assertThat(plan.indexes()).contains("theirs");
    }

    @Test
    void walksALineageByItsIndexes() throws SQLException {
        Plan plan = explain(LineageQueries.MEMBERS, statement -> {
            statement.setString(1, "model-c4ca4238a0b923820dcc509a6f75849b");
            statement.setInt(2, 1 + Lineage.MOST_ANCESTORS);
            statement.setInt(3, Lineage.LARGEST + 1);
            statement.setString(4, "model-c4ca4238a0b923820dcc509a6f75849b");
        });

        assertThat(plan.wholeTables()).isEmpty();
        assertThat(plan.indexes()).contains("idx_artifacts_model_parent");
    }

    @Test
    void looksForCodeGapsInTheOrderOfTheIds() throws SQLException {
        Plan plan = explain(CodeGapQueries.PAGE, statement -> {
            statement.setString(1, "model-8");
            statement.setInt(2, 100);
        });

        assertThat(plan.wholeTables()).isEmpty();
        assertThat(plan.indexes()).containsExactly("idx_artifacts_model_id", "model_versions_pkey");
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void hasTheSameIndexesThroughTheTypedView(String condition, String index) throws SQLException {
        Plan plan = explain("SELECT * FROM model_versions_typed WHERE " + condition, statement -> {});

        assertThat(plan.wholeTables()).isEmpty();
        assertThat(plan.indexes()).contains(index);
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of("model_family = 'rule_based'", "idx_artifacts_model_family"),
                Arguments.of("framework = 'jax'", "idx_artifacts_model_framework"),
                Arguments.of("is_external", "idx_model_versions_external"),
                Arguments.of("promotion_state = 'rejected'", "idx_model_versions_promotion"),
                Arguments.of("eval_dataset_artifact_id = 'dataset-7'", "idx_model_versions_eval_dataset"),
                Arguments.of("benchmark_id = 'bench-7'", "idx_model_versions_benchmark"));
    }

    private static Plan explain(String sql, Binder binder) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement("EXPLAIN (FORMAT JSON) " + sql)) {
            binder.bind(statement);
            try (ResultSet plan = statement.executeQuery()) {
                plan.next();
                return new Plan(TestJson.parse(plan.getString(1)).get(0).get("Plan"));
            }
        }
    }

    private interface Binder {

        void bind(PreparedStatement statement) throws SQLException;
    }

    /** What PostgreSQL means to do. */
    private record Plan(JsonNode root) {

        /** Returns the tables that would be read from end to end. */
        List<String> wholeTables() {
            return nodes(root)
                    .filter(node -> node.path("Node Type").asText().endsWith("Seq Scan"))
                    .map(node -> node.path("Relation Name").asText())
                    .toList();
        }

        Set<String> indexes() {
            return nodes(root)
                    .filter(node -> node.has("Index Name"))
                    .map(node -> node.path("Index Name").asText())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private static Stream<JsonNode> nodes(JsonNode node) {
            return Stream.concat(
                    Stream.of(node), node.path("Plans").valueStream().flatMap(Plan::nodes));
        }
    }
}
