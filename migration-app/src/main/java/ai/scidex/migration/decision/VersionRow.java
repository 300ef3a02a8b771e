package ai.scidex.migration.decision;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.PromotionState;
import ai.scidex.migration.decision.FieldDecision.Held;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of {@code model_versions} that a decision amounts to: what is mapped, else what is there already.
 *
 * @param decision the decision
 */
record VersionRow(Decision decision) {

    /** Returns what the column of a field says; null where it says nothing, or the field has no column. */
    static @Nullable JsonNode said(ModelVersion row, Field field) {
        return switch (field) {
            case BENCHMARK_ID -> text(row.benchmarkId());
            case BASE_MODEL_ID -> text(row.baseModelId());
            case EXTERNAL_SOURCE_URL -> text(row.externalSourceUrl());
            case EXTERNAL_SOURCE_VERSION -> text(row.externalSourceVersion());
            case CODE_REPO_URL -> text(row.codeRepoUrl());
            case CODE_COMMIT_SHA -> text(row.codeCommitSha());
            case CODE_ENTRYPOINT -> text(row.codeEntrypoint());
            case TRAINING_STARTED_AT -> time(row.trainingStartedAt());
            case TRAINING_COMPLETED_AT -> time(row.trainingCompletedAt());
            case TRAINED_BY -> text(row.trainedBy());
            case GPU_ALLOCATION_ID -> text(row.gpuAllocationId());
            case EVAL_DATASET_ARTIFACT_ID -> text(row.evalDatasetArtifactId());
            case TRAINING_PARAMS_JSON -> row.trainingParamsJson();
            case EVAL_METRICS_JSON -> row.evalMetricsJson();
            // The flag of a row that was there is a default, and no statement.
            case IS_EXTERNAL,
                    MODEL_FAMILY,
                    FRAMEWORK,
                    PARAMETER_COUNT,
                    TRAINING_DATA,
                    EVALUATION_DATASET,
                    EVALUATION_METRICS,
                    TRAINING_CONFIG,
                    METADATA -> null;
        };
    }

    /** Returns the row in the state in which it lands. */
    ModelVersion landing(PromotionState landing, @Nullable String notes) {
        ModelVersion before = decision.artifact().version();
        boolean external = isExternal(before);
        PromotionState state = before == null ? PromotionState.CANDIDATE : before.promotionState();
        String kept = before == null ? null : before.promotionNotes();
        boolean lands = state == PromotionState.CANDIDATE;
        return new ModelVersion(
                decision.artifact().id(),
                external,
                text(Field.EXTERNAL_SOURCE_URL),
                text(Field.EXTERNAL_SOURCE_VERSION),
                id(Field.BASE_MODEL_ID),
                text(Field.CODE_REPO_URL),
                text(Field.CODE_COMMIT_SHA),
                text(Field.CODE_ENTRYPOINT),
                instant(Field.TRAINING_STARTED_AT),
                instant(Field.TRAINING_COMPLETED_AT),
                text(Field.TRAINED_BY),
                text(Field.GPU_ALLOCATION_ID),
                value(Field.TRAINING_PARAMS_JSON),
                value(Field.EVAL_METRICS_JSON),
                id(Field.EVAL_DATASET_ARTIFACT_ID),
                text(Field.BENCHMARK_ID),
                lands ? allowed(landing, external) : state,
                lands && kept == null ? notes : kept,
                before == null ? null : before.createdAt());
    }

    private boolean isExternal(@Nullable ModelVersion before) {
        if (decision.fields().get(Field.IS_EXTERNAL) instanceof Mapped flag) {
            return flag.value().booleanValue();
        }
        return before != null && before.isExternal();
    }

    /** The guards refuse to promote an external model that nobody can find again. */
    private PromotionState allowed(PromotionState landing, boolean external) {
        boolean found = isCertain(Field.EXTERNAL_SOURCE_URL) && isCertain(Field.EXTERNAL_SOURCE_VERSION);
        return landing == PromotionState.PROMOTED && external && !found ? PromotionState.CANDIDATE : landing;
    }

    private boolean isCertain(Field column) {
        return value(column) != null && !(decision.fields().get(column) instanceof Held);
    }

    private @Nullable JsonNode value(Field field) {
        if (decision.fields().get(field) instanceof Mapped mapped) {
            return mapped.value();
        }
        ModelVersion before = decision.artifact().version();
        return before == null ? null : said(before, field);
    }

    private @Nullable String text(Field field) {
        JsonNode value = value(field);
        return value == null ? null : value.textValue();
    }

    private @Nullable ArtifactId id(Field field) {
        String id = text(field);
        return id == null ? null : new ArtifactId(id);
    }

    private @Nullable Instant instant(Field field) {
        String time = text(field);
        return time == null ? null : Instant.parse(time);
    }

    private static @Nullable JsonNode text(@Nullable Object text) {
        return text == null ? null : new TextNode(text.toString());
    }

    private static @Nullable JsonNode time(@Nullable Instant time) {
        return time == null ? null : UtcTime.node(time);
    }
}
