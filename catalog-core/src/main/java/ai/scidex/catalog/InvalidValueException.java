package ai.scidex.catalog;

/** Thrown when a value that a caller hands in cannot be taken, for example a blank reason. Nothing was stored. */
public final class InvalidValueException extends CatalogException {

    private final String field;

    InvalidValueException(String field, String message) {
        super(message);
        this.field = field;
    }

    static InvalidValueException ownBaseModel(ArtifactId model) {
        return new InvalidValueException(
                "base_model_id", "model '%s' cannot be its own base model".formatted(GivenText.shown(model.value())));
    }

    static InvalidValueException parentAlready(ArtifactId id, String child) {
        return new InvalidValueException(
                "id",
                "'%s' cannot be the id of a new model: model '%s' names it as its parent already"
                        .formatted(GivenText.shown(id.value()), GivenText.shown(child)));
    }

    /** Returns which value it is, by the name of its column where it has one, for example {@code code_commit_sha}. */
    public String field() {
        return field;
    }
}
