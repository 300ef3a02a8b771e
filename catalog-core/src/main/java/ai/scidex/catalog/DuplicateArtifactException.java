package ai.scidex.catalog;

import org.jspecify.annotations.Nullable;

/** Thrown when a model is registered under an id that an artifact has already. Nothing was stored. */
public final class DuplicateArtifactException extends CatalogException {

    private final transient ArtifactId artifactId;

    private DuplicateArtifactException(ArtifactId artifactId, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.artifactId = artifactId;
    }

    static DuplicateArtifactException stored(ArtifactId id, Throwable cause) {
        return new DuplicateArtifactException(
                id,
                "there is already an artifact '%s'; choose another id".formatted(GivenText.shown(id.value())),
                cause);
    }

    static DuplicateArtifactException listed(ArtifactId id) {
        return new DuplicateArtifactException(
                id, "the list has two models with the id '%s'".formatted(GivenText.shown(id.value())), null);
    }

    /** Returns the id that is taken. */
    public ArtifactId artifactId() {
        return artifactId;
    }
}
