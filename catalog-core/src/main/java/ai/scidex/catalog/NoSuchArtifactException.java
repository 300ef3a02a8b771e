package ai.scidex.catalog;

import org.jspecify.annotations.Nullable;

/** Thrown when something is said to refer to an artifact that does not exist. Nothing was stored. */
public final class NoSuchArtifactException extends CatalogException {

    private final String field;
    private final String value;

    private NoSuchArtifactException(String field, String value, String kind, @Nullable Throwable cause) {
        super("%s names '%s', but there is no such %s".formatted(field, GivenText.shown(value), kind), cause);
        this.field = field;
        this.value = value;
    }

    /** A base model may be any model artifact. */
    static NoSuchArtifactException baseModel(String id, @Nullable Throwable cause) {
        return new NoSuchArtifactException("base_model_id", id, "model", cause);
    }

    static NoSuchArtifactException evaluationDataset(String id, @Nullable Throwable cause) {
        return new NoSuchArtifactException("evaluation_dataset", id, "artifact", cause);
    }

    /** Returns the member of the metadata that refers to it. */
    public String field() {
        return field;
    }

    /** Returns the id that no artifact has. */
    public String value() {
        return value;
    }
}
