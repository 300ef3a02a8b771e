package ai.scidex.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelArtifactMetadataTest {

    private static final JsonNode ACCURACY = DecimalNode.valueOf(new BigDecimal("0.910"));

    @Test
    void buildsTheDocumentOfAnInternalModel() {
        InternalModelMetadata metadata = internal()
                .benchmarkId("benchmark-1")
                .trainingConfig(Map.of("epochs", IntNode.valueOf(3)))
                .additionalProperty("note", TextNode.valueOf("kept"))
                .build();

        assertThat(MetadataJson.write(MetadataJson.toTree(metadata)))
                .isEqualTo("{\"is_external\":false,\"model_family\":\"rule_based\",\"framework\":\"plain\","
                        + "\"parameter_count\":7,\"training_data\":\"dataset-1\",\"evaluation_dataset\":\"dataset-2\","
                        + "\"evaluation_metrics\":{\"accuracy\":0.910},\"benchmark_id\":\"benchmark-1\","
                        + "\"training_config\":{\"epochs\":3},\"note\":\"kept\"}");
    }

    @Test
    void buildsTheDocumentOfAnExternalModel() {
        assertThat(MetadataJson.write(MetadataJson.toTree(external().build())))
                .isEqualTo("{\"is_external\":true,\"model_family\":\"statistical\",\"framework\":\"plain\","
                        + "\"parameter_count\":7,\"training_data\":\"not_disclosed\","
                        + "\"evaluation_dataset\":\"dataset-2\",\"evaluation_metrics\":{\"accuracy\":0.910},"
                        + "\"external_source_url\":\"https://example.org/m\",\"external_source_version\":\"v1\"}");
    }

    @Test
    void matchesItsVariant() {
        ModelArtifactMetadata internal = internal().build();
        ModelArtifactMetadata external = external().build();

        assertThat(nameOf(internal)).isEqualTo("internal plain");
        assertThat(nameOf(external)).isEqualTo("external https://example.org/m");
    }

    @Test
    void namesTheMemberThatTheBuilderMisses() {
        assertThatThrownBy(() -> InternalModelMetadata.builder()
                        .modelFamily(ModelFamily.STATISTICAL)
                        .parameterCount(1)
                        .build())
                .isInstanceOf(NullPointerException.class)
                .hasMessage("framework is missing");
    }

    @Test
    void namesTheCountThatTheBuilderMisses() {
        assertThatThrownBy(() -> ExternalModelMetadata.builder().build())
                .isInstanceOf(NullPointerException.class)
                .hasMessage("parameter_count is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"is_external", "framework", "benchmark_id", "external_source_url", "external_source_version"})
    void takesNoKnownMemberForAnAdditionalOne(String member) {
        InternalModelMetadata.Builder builder = internal().additionalProperty(member, TextNode.valueOf("x"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(member + " must not be among the additional properties");
    }

    @Test
    void copiesTheCollectionsItIsGiven() {
        Map<String, JsonNode> metrics = new HashMap<>(Map.of("accuracy", ACCURACY));
        Map<String, JsonNode> config = new HashMap<>();
        InternalModelMetadata.Builder builder =
                internal().evaluationMetrics(metrics).trainingConfig(config);
        InternalModelMetadata metadata = builder.build();
        metrics.clear();
        config.put("epochs", IntNode.valueOf(3));
        builder.additionalProperty("later", IntNode.valueOf(1));

        assertThat(metadata.evaluationMetrics()).containsExactly(Map.entry("accuracy", ACCURACY));
        assertThat(metadata.trainingConfig()).isEmpty();
        assertThat(metadata.additionalProperties()).isEmpty();
    }

    @Test
    void letsNobodyChangeItsCollections() {
        InternalModelMetadata metadata = internal().trainingConfig(Map.of()).build();

        assertUnmodifiable(metadata.evaluationMetrics());
        assertUnmodifiable(metadata.trainingConfig());
        assertUnmodifiable(metadata.additionalProperties());
    }

    @ParameterizedTest
    @CsvSource({"InternalModelMetadata, false", "ExternalModelMetadata, true"})
    void readsTheExamplesOfTheSchema(String variant, boolean isExternal) throws IOException {
        JsonNode examples = schema().at("/definitions/" + variant + "/examples");

        assertThat(examples).isNotEmpty();
        for (JsonNode example : examples) {
            ModelArtifactMetadata metadata = MetadataJson.read(example);
            assertThat(metadata.getClass().getSimpleName()).isEqualTo(variant);
            assertThat(metadata.isExternal()).isEqualTo(isExternal);
            assertThat(MetadataJson.toTree(metadata)).isEqualTo(example);
        }
    }

    private static String nameOf(ModelArtifactMetadata metadata) {
        return metadata.match(
                internal -> "internal " + internal.framework(), external -> "external " + external.externalSourceUrl());
    }

    private static void assertUnmodifiable(Map<String, JsonNode> members) {
        assertThatThrownBy(() -> members.put("a", ACCURACY)).isInstanceOf(UnsupportedOperationException.class);
    }

    private static InternalModelMetadata.Builder internal() {
        return InternalModelMetadata.builder()
                .modelFamily(ModelFamily.RULE_BASED)
                .framework("plain")
                .parameterCount(7)
                .trainingData(TextOrList.text("dataset-1"))
                .evaluationDataset("dataset-2")
                .evaluationMetrics(Map.of("accuracy", ACCURACY));
    }

    private static ExternalModelMetadata.Builder external() {
        return ExternalModelMetadata.builder()
                .modelFamily(ModelFamily.STATISTICAL)
                .framework("plain")
                .parameterCount(7)
                .trainingData(TextOrList.text("not_disclosed"))
                .evaluationDataset("dataset-2")
                .evaluationMetrics(Map.of("accuracy", ACCURACY))
                .externalSourceUrl("https://example.org/m")
                .externalSourceVersion("v1");
    }

    private static JsonNode schema() throws IOException {
        try (var in = ModelArtifactMetadataTest.class.getResourceAsStream("/schemas/model_artifact_metadata.json")) {
            return MetadataJson.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
