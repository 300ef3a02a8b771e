package ai.scidex.catalog;

import static io.micronaut.data.model.DataType.INTEGER;
import static io.micronaut.data.model.DataType.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.sql.ColumnTransformer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog knows of one model artifact: a row of {@code model_versions}.
 *
 * @param artifactId the model artifact
 * @param isExternal whether somebody else made the model; 1 or 0 in the database
 * @param externalSourceUrl where an external model comes from, an absolute http(s) URL
 * @param externalSourceVersion the revision, tag or version of an external model
 * @param baseModelId the model artifact that this one was fine-tuned from
 * @param codeRepoUrl the repository of the training code
 * @param codeCommitSha the commit of the training code, 40 or 64 hexadecimal digits in lower case
 * @param codeEntrypoint the training program, a path relative to the repository's root
 * @param trainingStartedAt when training began; {@code YYYY-MM-DDTHH:MM:SS[.ffffff]Z} in the database
 * @param trainingCompletedAt when training ended, in the same form
 * @param trainedBy the id of the agent that trained the model
 * @param gpuAllocationId the {@code resource_allocations.id} that training used
 * @param trainingParamsJson the training configuration, a JSON object
 * @param evalMetricsJson the evaluation metrics, a JSON object
 * @param evalDatasetArtifactId the dataset artifact that the model was evaluated on
 * @param benchmarkId the benchmark that the model was evaluated with
 * @param promotionState where the model stands in the evaluation gate
 * @param promotionNotes why it stands there
 * @param createdAt when the row was written, in UTC, {@code YYYY-MM-DD HH:MM:SS}; absent until it is stored
 */
@MappedEntity("model_versions")
public record ModelVersion(
        @Id @MappedProperty(value = "artifact_id", type = STRING, converter = ArtifactIdConverter.class)
        ArtifactId artifactId,

        @MappedProperty(value = "is_external", type = INTEGER, converter = FlagConverter.class)
        boolean isExternal,

        @Nullable String externalSourceUrl,
        @Nullable String externalSourceVersion,

        @MappedProperty(value = "base_model_id", type = STRING, converter = ArtifactIdConverter.class) @Nullable ArtifactId baseModelId,

        @Nullable String codeRepoUrl,
        @Nullable String codeCommitSha,
        @Nullable String codeEntrypoint,

        @MappedProperty(value = "training_started_at", type = STRING, converter = TimeTextConverter.class) @Nullable Instant trainingStartedAt,

        @MappedProperty(value = "training_completed_at", type = STRING, converter = TimeTextConverter.class) @Nullable Instant trainingCompletedAt,

        @Nullable String trainedBy,
        @Nullable String gpuAllocationId,

        @ColumnTransformer(read = "training_params_json::JSONB::TEXT")
        @MappedProperty(value = "training_params_json", type = STRING, converter = JsonTextConverter.class)
        @Nullable JsonNode trainingParamsJson,

        @ColumnTransformer(read = "eval_metrics_json::JSONB::TEXT")
        @MappedProperty(value = "eval_metrics_json", type = STRING, converter = JsonTextConverter.class)
        @Nullable JsonNode evalMetricsJson,

        @MappedProperty(value = "eval_dataset_artifact_id", type = STRING, converter = ArtifactIdConverter.class)
        @Nullable ArtifactId evalDatasetArtifactId,

        @Nullable String benchmarkId,

        @MappedProperty(value = "promotion_state", type = STRING, converter = PromotionStateConverter.class)
        PromotionState promotionState,

        @Nullable String promotionNotes,
        @Nullable String createdAt) {}
