package ai.scidex.catalog;

import ai.scidex.catalog.validation.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when metadata breaks the schema. Nothing was stored. */
public final class InvalidModelMetadataException extends CatalogException {

    private final transient List<Violation> violations;

    InvalidModelMetadataException(List<Violation> violations) {
        super(violations.stream().map(Violation::toString).collect(Collectors.joining("; ", "invalid metadata: ", "")));
        this.violations = List.copyOf(violations);
    }

    /** Returns everything that is wrong with the metadata, in the order of the schema. */
    public List<Violation> violations() {
        return violations;
    }
}
