package ai.scidex.catalog;

/** Thrown when a call is about a model that the catalog does not have. Nothing was stored. */
public final class NoSuchModelException extends CatalogException {

    private final transient ArtifactId model;

    private NoSuchModelException(ArtifactId model, String message) {
        super(message);
        this.model = model;
    }

    static NoSuchModelException unknown(ArtifactId id) {
        return new NoSuchModelException(id, "there is no artifact '%s'".formatted(GivenText.shown(id.value())));
    }

    static NoSuchModelException ofType(ArtifactId id, String type) {
        return new NoSuchModelException(
                id,
                "artifact '%s' is no model, but of type '%s'"
                        .formatted(GivenText.shown(id.value()), GivenText.shown(type)));
    }

    static NoSuchModelException withoutRow(ArtifactId id) {
        return new NoSuchModelException(
                id,
                "model '%s' is not in the catalog yet; the backfill brings it in"
                        .formatted(GivenText.shown(id.value())));
    }

    /** Returns the id that was asked for. */
    public ArtifactId model() {
        return model;
    }
}
