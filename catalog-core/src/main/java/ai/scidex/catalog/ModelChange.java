package ai.scidex.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What changes of a model that is in the catalog. The columns that mirror metadata follow it, and are not named here.
 *
 * @param model the model
 * @param metadata what becomes of its metadata
 * @param metadataAfter its metadata after that; absent if the change is not about it
 * @param evaluationDataset the dataset artifact that it was evaluated on, if that must exist
 * @param code the code that takes the place of the former link
 * @param training what it says takes the place of what was recorded
 */
record ModelChange(
        ArtifactId model,
        MetadataChange metadata,
        @Nullable ObjectNode metadataAfter,
        @Nullable ArtifactId evaluationDataset,
        @Nullable CodeLink code,
        @Nullable TrainingRun training) {

    /** Returns the change of a model that has the metadata {@code before}, and is to have {@code after}. */
    static ModelChange ofMetadata(ArtifactId model, @Nullable JsonNode before, ObjectNode after) {
        return new ModelChange(model, MetadataChange.between(before, after), after, null, null, null);
    }

    static ModelChange ofCode(ArtifactId model, @Nullable CodeLink link) {
        return new ModelChange(model, MetadataChange.none(), null, null, link, null);
    }

    static ModelChange ofTraining(ArtifactId model, TrainingRun run) {
        return new ModelChange(model, MetadataChange.none(), null, null, null, run);
    }

    ModelChange withTraining(TrainingRun run) {
        return new ModelChange(model, metadata, metadataAfter, evaluationDataset, code, run);
    }

    ModelChange withEvaluationDataset(ArtifactId dataset) {
        return new ModelChange(model, metadata, metadataAfter, dataset, code, training);
    }

    /** Returns whether {@code now} says all of this already, so that there is nothing to write. */
    boolean isDone(ModelVersion now) {
        return metadata.isEmpty()
                && (metadataAfter == null || MirroredColumns.agree(now, metadataAfter))
                && isSaid(evaluationDataset, now.evalDatasetArtifactId())
                && isLinked(now)
                && isTrained(now);
    }

    private boolean isLinked(ModelVersion now) {
        return code == null
                || (code.repoUrl().equals(now.codeRepoUrl())
                        && code.commitSha().equals(now.codeCommitSha())
                        && code.entrypoint().equals(now.codeEntrypoint()));
    }

    private boolean isTrained(ModelVersion now) {
        return training == null
                || (training.trainedBy().equals(now.trainedBy())
                        && isSaid(training.startedAt(), now.trainingStartedAt())
                        && isSaid(training.completedAt(), now.trainingCompletedAt())
                        && isSaid(training.gpuAllocationId(), now.gpuAllocationId()));
    }

    private static boolean isSaid(@Nullable Object value, @Nullable Object now) {
        return value == null || Objects.equals(value, now);
    }
}
