package ai.scidex.catalog;

/** Thrown when a call is about a model that the catalog does not have. Nothing was stored. */
public final class NoSuchModelException extends CatalogException {

    private final transient ArtifactId artifactId;

    private NoSuchModelException(ArtifactId artifactId, String message) {
        super(message);
        this.artifactId = artifactId;
    }

    static NoSuchModelException unknown(ArtifactId id) {
        return new NoSuchModelException(id, "there is no artifact '%s'".formatted(id));
    }

    /** Returns the id that was asked for. */
    public ArtifactId artifactId() {
        return artifactId;
    }
}
