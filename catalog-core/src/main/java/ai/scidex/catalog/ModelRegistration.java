package ai.scidex.catalog;

import ai.scidex.metadata.MetadataJson;
import ai.scidex.metadata.ModelArtifactMetadata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a model is registered with. Only the title and the metadata have no default.
 *
 * @param id the id that the model gets: at most 200 characters, no white space, quotes, backslashes or control characters
 * @param title what people call the model, not blank, at most 2,000 characters
 * @param metadata the metadata, validated when the model is registered; it says what the training run and the evaluation
 *     dataset say
 * @param createdBy who registers it, free text of at most 500 characters, for example {@code minimax:63}; absent: whoever
 *     the catalog acts for
 * @param codeLink the code that the model was trained with
 * @param trainingRun how it was trained; its parameters are the metadata's {@code training_config}
 * @param evaluationDataset a dataset artifact that must exist; it is the metadata's {@code evaluation_dataset}, which
 *     otherwise may be the name of anything
 * @param onlyIfAbsent whether a model of the same title and metadata that is registered already is the answer
 */
public record ModelRegistration(
        ArtifactId id,
        String title,
        JsonNode metadata,
        @Nullable String createdBy,
        @Nullable CodeLink codeLink,
        @Nullable TrainingRun trainingRun,
        @Nullable ArtifactId evaluationDataset,
        boolean onlyIfAbsent) {

    /**
     * Checks all but the metadata.
     *
     * @throws InvalidValueException if a value is not of its form
     */
    public ModelRegistration {
        GivenText.newId(id);
        title = GivenText.title(title);
        createdBy = GivenText.nameIfAny("created_by", createdBy);
        metadata = metadata.deepCopy();
        if (metadata instanceof ObjectNode object) {
            if (trainingRun != null && trainingRun.parameters() != null) {
                object.set("training_config", trainingRun.parameters());
            }
            if (evaluationDataset != null) {
                object.put("evaluation_dataset", evaluationDataset.value());
            }
        }
    }

    /** Returns the registration of a model that gets a new id, {@code model-} and a random UUID. */
    public static ModelRegistration of(String title, JsonNode metadata) {
        ArtifactId id = new ArtifactId("model-" + UUID.randomUUID());
        return new ModelRegistration(id, title, metadata, null, null, null, null, false);
    }

    /** Returns the registration of a model with typed metadata, and otherwise as {@link #of(String, JsonNode)}. */
    public static ModelRegistration of(String title, ModelArtifactMetadata metadata) {
        return of(title, MetadataJson.toTree(metadata));
    }

    /** Returns the same registration under a chosen id. */
    public ModelRegistration withId(ArtifactId chosen) {
        return new ModelRegistration(
                chosen, title, metadata, createdBy, codeLink, trainingRun, evaluationDataset, onlyIfAbsent);
    }

    /** Returns the same registration with its creator named. */
    public ModelRegistration withCreatedBy(String creator) {
        return new ModelRegistration(
                id, title, metadata, creator, codeLink, trainingRun, evaluationDataset, onlyIfAbsent);
    }

    /** Returns the same registration with the code that the model was trained with. */
    public ModelRegistration withCodeLink(CodeLink link) {
        return new ModelRegistration(
                id, title, metadata, createdBy, link, trainingRun, evaluationDataset, onlyIfAbsent);
    }

    /** Returns the same registration with its training; parameters take the place of the metadata's training_config. */
    public ModelRegistration withTrainingRun(TrainingRun run) {
        return new ModelRegistration(id, title, metadata, createdBy, codeLink, run, evaluationDataset, onlyIfAbsent);
    }

    /** Returns the same registration, evaluated on a dataset artifact that must exist, whatever the metadata named. */
    public ModelRegistration withEvaluationDataset(ArtifactId dataset) {
        return new ModelRegistration(id, title, metadata, createdBy, codeLink, trainingRun, dataset, onlyIfAbsent);
    }

    /**
     * Returns a registration that is harmless to repeat: where a model of the same title and metadata is registered, that
     * one is the answer, under its own id, and nothing is written.
     *
     * <p>The same metadata has the same members in any order, and the same numbers however they are written: 1.10 is 1.1.
     * Of several such models, the oldest is the answer. A version is looked for among those of the same parent only.
     */
    public ModelRegistration ifAbsent() {
        return new ModelRegistration(id, title, metadata, createdBy, codeLink, trainingRun, evaluationDataset, true);
    }
}
