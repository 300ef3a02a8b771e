package ai.scidex.catalog;

/** Thrown when a model is registered under an id that an artifact has already. Nothing was stored. */
public final class DuplicateArtifactException extends CatalogException {

    private final transient ArtifactId artifactId;

    DuplicateArtifactException(ArtifactId artifactId, Throwable cause) {
        super("there is already an artifact %s; choose another id".formatted(artifactId), cause);
        this.artifactId = artifactId;
    }

    /** Returns the id that is taken. */
    public ArtifactId artifactId() {
        return artifactId;
    }
}
