package ai.scidex.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.scidex.metadata.InternalModelMetadata;
import ai.scidex.metadata.Measurement;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.metadata.ModelArtifactMetadata;
import ai.scidex.metadata.ModelFamily;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Metadata as Java types, for whoever builds or reads it. */
class TypedMetadataTest {

    private static final Path DOCUMENT = Path.of("../docs/typed-metadata.md");

    @Test
    void isBuiltAndCorrected() {
        // snippet: build
        InternalModelMetadata metadata = InternalModelMetadata.builder()
                .modelFamily(ModelFamily.STATISTICAL)
                .framework("scikit-learn")
                .parameterCount(12)
                .trainingData("dataset-ad-cohort") // or List.of("dataset-a", "dataset-b")
                .evaluationDataset("dataset-ad-follow-up")
                .evaluationMetric("auroc", 0.81)
                .evaluationMetric(
                        "rmse", Measurement.of(new BigDecimal("0.110")).with("unit", "ng/mL"))
                .trainingConfig("penalty", "l2")
                .additionalProperty("cohort", "ADNI") // a member that the schema does not name
                .build();

        InternalModelMetadata corrected =
                metadata.toBuilder().parameterCount(13).build();
        // end

        assertThat(corrected.parameterCount()).isEqualTo(13);
        assertThat(MetadataJson.write(MetadataJson.toTree(metadata)))
                .contains("\"rmse\":{\"value\":0.110,\"unit\":\"ng/mL\"}", "\"cohort\":\"ADNI\"");
    }

    @Test
    void saysWhatToGive() throws IOException {
        InternalModelMetadata.Builder unnamed = InternalModelMetadata.builder()
                .modelFamily(ModelFamily.STATISTICAL)
                .parameterCount(12)
                .trainingData("dataset-ad-cohort")
                .evaluationDataset("dataset-ad-follow-up")
                .evaluationMetric("auroc", 0.81);
        InternalModelMetadata metadata = CellTypeModels.classifier();
        List<String> messages = Stream.of(
                        unnamed,
                        metadata.toBuilder().parameterCount(-1),
                        metadata.toBuilder().trainingData(List.of("dataset-a", "?")),
                        metadata.toBuilder().additionalProperty("external_source_url", "https://example.org/m"))
                .map(builder -> catchThrowableOfType(IllegalArgumentException.class, builder::build))
                .map(Throwable::getMessage)
                .toList();

        assertThat(messages).startsWith("framework is missing", "parameter_count must not be -1; give at least 0");
        assertThat(Files.readString(DOCUMENT)).contains("\n```\n%s\n```\n".formatted(String.join("\n", messages)));
    }

    @Test
    void isToldApartByItsType() {
        List<String> compared = new ArrayList<>();

        assertThat(origin(CellTypeModels.classifier(), compared)).isEqualTo("made here, with pytorch");
        assertThat(origin(CellTypeModels.published(), compared))
                .isEqualTo("published at https://example.org/classifier");
        assertThat(compared).containsExactly("auroc 0.88", "auroc 0.95");
    }

    private static String origin(ModelArtifactMetadata read, List<String> compared) {
        // snippet: use
        String origin = read.match(
                internal -> "made here, with " + internal.framework(),
                external -> "published at " + external.externalSourceUrl());

        read.evaluationMetrics().forEach((name, metric) -> compared.add(name + " " + metric.value()));
        // end
        return origin;
    }

    @Test
    void isWrittenAsItWasRead() throws JsonProcessingException {
        String text = MetadataJson.write(MetadataJson.toTree(CellTypeModels.published()));

        // snippet: read
        ModelArtifactMetadata read = MetadataJson.read(MetadataJson.parse(text));
        String written = MetadataJson.write(MetadataJson.toTree(read));
        // end

        assertThat(written).isEqualTo(text).contains("\"is_external\":true");
    }
}
