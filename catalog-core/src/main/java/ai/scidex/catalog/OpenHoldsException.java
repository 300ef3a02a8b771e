package ai.scidex.catalog;

import java.util.List;

/** Thrown when a model is to be promoted while required fields of it wait for a person. Nothing was stored. */
public final class OpenHoldsException extends CatalogException {

    private final transient ArtifactId model;
    private final List<String> fields;

    OpenHoldsException(ArtifactId model, List<String> fields) {
        super("model '%s' cannot be promoted while required fields of it are held: %s"
                .formatted(GivenText.shown(model.value()), String.join(", ", fields)));
        this.model = model;
        this.fields = List.copyOf(fields);
    }

    /** Returns the version that was to be promoted. */
    public ArtifactId model() {
        return model;
    }

    /** Returns the fields that are held, sorted by name. */
    public List<String> fields() {
        return fields;
    }
}
