package ai.scidex.migration.decision;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.PromotionState;
import ai.scidex.migration.decision.FieldDecision.Held;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The row of {@code model_versions} that a decision amounts to: what is mapped, else what is there already.
 *
 * @param decision the decision
 * @param actual the row as it is now; absent where the decision was made on it, or there is none
 */
record VersionRow(Decision decision, @Nullable ModelVersion actual) {

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
        PromotionState to = lands ? allowed(landing, external) : state;
        return row(
                decision.artifact().id(),
                external && !(to == PromotionState.PROMOTED && mustWait(before)),
                this::value,
                to,
                lands && kept == null ? notes : kept,
                before == null ? null : before.createdAt());
    }

    /** Returns a row in the state of {@code like}, with these columns. */
    static ModelVersion of(ModelVersion like, boolean external, Function<Field, @Nullable JsonNode> columns) {
        return row(
                like.artifactId(), external, columns, like.promotionState(), like.promotionNotes(), like.createdAt());
    }

    private static ModelVersion row(
            ArtifactId id,
            boolean external,
            Function<Field, @Nullable JsonNode> columns,
            PromotionState state,
            @Nullable String notes,
            @Nullable String createdAt) {
        return new ModelVersion(
                id,
                external,
                text(columns.apply(Field.EXTERNAL_SOURCE_URL)),
                text(columns.apply(Field.EXTERNAL_SOURCE_VERSION)),
                id(columns.apply(Field.BASE_MODEL_ID)),
                text(columns.apply(Field.CODE_REPO_URL)),
                text(columns.apply(Field.CODE_COMMIT_SHA)),
                text(columns.apply(Field.CODE_ENTRYPOINT)),
                instant(columns.apply(Field.TRAINING_STARTED_AT)),
                instant(columns.apply(Field.TRAINING_COMPLETED_AT)),
                text(columns.apply(Field.TRAINED_BY)),
                text(columns.apply(Field.GPU_ALLOCATION_ID)),
                columns.apply(Field.TRAINING_PARAMS_JSON),
                columns.apply(Field.EVAL_METRICS_JSON),
                id(columns.apply(Field.EVAL_DATASET_ARTIFACT_ID)),
                text(columns.apply(Field.BENCHMARK_ID)),
                state,
                notes,
                createdAt);
    }

    private boolean isExternal(@Nullable ModelVersion before) {
        if (decision.fields().get(Field.IS_EXTERNAL) instanceof Mapped flag) {
            return flag.value().booleanValue();
        }
        return before != null && before.isExternal();
    }

    /** The guards refuse to promote an external model that nobody can find again. */
    private PromotionState allowed(PromotionState landing, boolean external) {
        return landing == PromotionState.PROMOTED && external && !isFound() ? PromotionState.CANDIDATE : landing;
    }

    /** A promoted row becomes external only together with its source; one that is external never ceases to be for want of it. */
    private boolean mustWait(@Nullable ModelVersion before) {
        ModelVersion now = actual == null ? before : actual;
        return !isFound() && !(now != null && now.isExternal());
    }

    private boolean isFound() {
        return isCertain(Field.EXTERNAL_SOURCE_URL) && isCertain(Field.EXTERNAL_SOURCE_VERSION);
    }

    private boolean isCertain(Field column) {
        return value(column) != null && !(decision.fields().get(column) instanceof Held);
    }

    /** What stands in the column and says the same stays as it stands there, unless a person wrote otherwise. */
    private @Nullable JsonNode value(Field field) {
        JsonNode value = decided(field);
        JsonNode there = actual == null ? null : said(actual, field);
        boolean isRuled = decision.fields().get(field) instanceof Mapped mapped && mapped.isRuled();
        return value != null && there != null && !isRuled && JsonEquality.isSameTrimmed(value, there) ? there : value;
    }

    private @Nullable JsonNode decided(Field field) {
        if (decision.fields().get(field) instanceof Mapped mapped) {
            return mapped.value();
        }
        ModelVersion before = decision.artifact().version();
        return before == null ? null : said(before, field);
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : value.textValue();
    }

    private static @Nullable ArtifactId id(@Nullable JsonNode value) {
        return value == null ? null : new ArtifactId(value.textValue());
    }

    private static @Nullable Instant instant(@Nullable JsonNode value) {
        return value == null ? null : Instant.parse(value.textValue());
    }

    private static @Nullable JsonNode text(@Nullable Object text) {
        return text == null ? null : new TextNode(text.toString());
    }

    private static @Nullable JsonNode time(@Nullable Instant time) {
        return time == null ? null : UtcTime.node(time);
    }
}
