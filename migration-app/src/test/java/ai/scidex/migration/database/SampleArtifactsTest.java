package ai.scidex.migration.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the sample is meant to show. Five models are upgraded, one of them with an optional hold; three are held, each
 * for another required field and another reason: five open holds in all.
 */
class SampleArtifactsTest {

    private static final String RISK_PREDICTOR = "model-29ce54ef-040c-4831-97b6-4850faa31598";
    private static final String AMYLOID = "model-56e6e50d-0000-4000-8000-000000000002";
    private static final String CELL_TYPES = "model-14307274-0000-4000-8000-000000000003";
    private static final String REGRESSION = "model-8479a365-0000-4000-8000-000000000004";
    private static final String EXTERNAL = "model-45e16a37-0000-4000-8000-000000000005";
    private static final String REACTIONS = "model-9ccc79de-0000-4000-8000-000000000006";
    private static final String RULE_SET = "model_ot_ad_zscore_rules_v1";
    private static final String MICROGLIA = "model-biophys-microglia-001";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void isTheFilesOfItsFolder() throws IOException {
        Path folder = Path.of("src/main/resources/sample");
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .toList();

            assertThat(SampleArtifacts.IDS)
                    .extracting(id -> id + ".json")
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void saysInEveryRowThatItIsMadeUp(String id) {
        JsonNode row = row(id);

        assertThat(row.path("id").textValue()).isEqualTo(id);
        assertThat(row.path("changelog").textValue()).isEqualTo("sample row, made up");
        assertThat(row.path("metadata").path("_sample").textValue())
                .isEqualTo("made up for trying the Model Catalog out; not the real artifact of this name");
    }

    @Test
    void isTheEightModelsUnderTheirNames() {
        assertThat(SampleArtifacts.IDS.stream()
                        .map(SampleArtifactsTest::row)
                        .filter(row -> row.path("artifact_type").textValue().equals("model"))
                        .map(row -> row.path("id").textValue() + " "
                                + row.path("title").textValue()))
                .containsExactlyInAnyOrder(
                        RISK_PREDICTOR + " Neurodegeneration Risk Predictor",
                        AMYLOID + " Amyloid Production-Clearance Model",
                        CELL_TYPES + " Cell Type Classifier",
                        REGRESSION + " AD Risk Prediction Model",
                        EXTERNAL + " Microglial Activation Model",
                        REACTIONS + " Microglial-Amyloid-Cytokine Activation Model v1",
                        RULE_SET + " OT-AD Target Ranking baseline",
                        MICROGLIA + " Microglial Activation ODE (TREM2/APOE/IL-6)");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void refersToArtifactsThatAreInIt(String id) {
        List<String> mentioned = new ArrayList<>();
        collectIds(row(id).path("metadata"), mentioned);

        assertThat(SampleArtifacts.IDS).containsAll(mentioned);
    }

    @Test
    void leavesTheRiskPredictorWithoutCode() {
        assertThat(metadata(RISK_PREDICTOR).fieldNames())
                .toIterable()
                .doesNotContain(
                        "code_repo_url",
                        "repo_url",
                        "repository",
                        "code_commit_sha",
                        "commit_sha",
                        "git_sha",
                        "git_commit",
                        "code_entrypoint",
                        "entrypoint",
                        "training_script");
        assertThat(metadata(RISK_PREDICTOR).path("framework").textValue()).isEqualTo("TBD");
        assertThat(metadata(RISK_PREDICTOR).path("library_name").textValue()).isEqualTo("pytorch");
        assertThat(metadata(RISK_PREDICTOR).path("parameter_count").textValue()).isEqualTo("16,641");
    }

    /** Held: parameter_count, unparseable; and the optional code_entrypoint, unsafe_path. */
    @Test
    void countsTheParametersOfTheCellTypeClassifierInMillions() {
        assertThat(said(CELL_TYPES, "parameter_count", "n_parameters", "num_parameters", "num_params"))
                .containsExactly("\"1.2M\"");
        assertThat(said(CELL_TYPES, "code_entrypoint", "entrypoint", "training_script"))
                .containsExactly("\"../forge/training/train_celltype.py\"");
    }

    /** Held: evaluation_metrics, ambiguous. */
    @Test
    void doesNotSayWhatTheMetricsOfTheRegressionWereMeasuredOn() {
        assertThat(said(REGRESSION, "evaluation_metrics", "eval_metrics", "metrics", "training_metrics"))
                .isEmpty();
        assertThat(metadata(REGRESSION).path("fit_metrics").path("auc").doubleValue())
                .isEqualTo(0.842);
    }

    /** Held: framework, missing. */
    @Test
    void namesNoFrameworkForTheRuleSet() {
        assertThat(said(RULE_SET, "framework", "library", "library_name", "solver"))
                .containsExactly("null");
    }

    /** Upgraded, but for the optional code_commit_sha: short_sha. */
    @Test
    void pinsTheReactionModelToAnAbbreviatedCommit() {
        assertThat(said(REACTIONS, "code_commit_sha", "commit_sha", "git_sha", "git_commit"))
                .containsExactly("\"9f3c2d1\"");
    }

    @Test
    void pinsTheExternalModelToItsSource() {
        JsonNode row = row(EXTERNAL);

        assertThat(row.path("origin_type").textValue()).isEqualTo("external");
        assertThat(row.path("origin_url").textValue())
                .isEqualTo(metadata(EXTERNAL).path("_origin").path("url").textValue());
        assertThat(metadata(EXTERNAL).path("revision").textValue()).isEqualTo("v2.1.0");
    }

    @Test
    void writesTheCommitOfTheAmyloidModelInCapitals() {
        assertThat(metadata(AMYLOID).path("commit_sha").textValue()).matches("[0-9A-F]{40}");
    }

    @Test
    void leavesTheParametersOfTheMicrogliaModelToBeCounted() {
        assertThat(said(MICROGLIA, "parameter_count", "n_parameters", "num_parameters", "num_params"))
                .containsExactly("\"N/A\"");
        assertThat(metadata(MICROGLIA).path("parameters")).hasSize(7);
        assertThat(row(MICROGLIA).path("origin_type").isNull()).isTrue();
        assertThat(metadata(MICROGLIA).path("is_external").intValue()).isZero();
    }

    private static Stream<String> ids() {
        return SampleArtifacts.IDS.stream();
    }

    private static JsonNode row(String id) {
        try {
            return JSON.readTree(SampleArtifacts.row(id));
        } catch (JsonProcessingException e) {
            throw new AssertionError(id, e);
        }
    }

    private static JsonNode metadata(String id) {
        return row(id).path("metadata");
    }

    private static List<String> said(String id, String... keys) {
        JsonNode metadata = metadata(id);
        return Stream.of(keys)
                .filter(metadata::has)
                .map(key -> metadata.get(key).toString())
                .toList();
    }

    private static void collectIds(JsonNode node, List<String> found) {
        if (node.isTextual() && node.textValue().matches("(dataset|paper|benchmark|model)-[^ ]+")) {
            found.add(node.textValue());
        }
        node.forEach(child -> collectIds(child, found));
    }
}
