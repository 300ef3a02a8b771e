package ai.scidex.catalog;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.metadata.ModelArtifactMetadata;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * What a model is registered with.
 *
 * @param id the id that the model gets
 * @param title what people call the model, not blank
 * @param metadata the metadata, validated when the model is registered
 * @param createdBy who registers it, free text, for example {@code minimax:63}
 */
public record ModelRegistration(ArtifactId id, String title, JsonNode metadata, String createdBy) {

    public ModelRegistration {
        if (TextForms.isBlank(title)) {
            throw new IllegalArgumentException("a model needs a title");
        }
        if (TextForms.isBlank(createdBy)) {
            throw new IllegalArgumentException("the creator must not be blank");
        }
        metadata = metadata.deepCopy();
    }

    /** Returns the registration of a model that gets a new id, {@code model-} and a random UUID. */
    public static ModelRegistration of(String title, JsonNode metadata) {
        return new ModelRegistration(new ArtifactId("model-" + UUID.randomUUID()), title, metadata, "model-catalog");
    }

    /** Returns the registration of a model with typed metadata, and otherwise as {@link #of(String, JsonNode)}. */
    public static ModelRegistration of(String title, ModelArtifactMetadata metadata) {
        return of(title, MetadataJson.toTree(metadata));
    }

    /** Returns the same registration under a chosen id. */
    public ModelRegistration withId(ArtifactId chosen) {
        return new ModelRegistration(chosen, title, metadata, createdBy);
    }

    /** Returns the same registration with its creator named. */
    public ModelRegistration withCreatedBy(String creator) {
        return new ModelRegistration(id, title, metadata, creator);
    }
}
