package ai.scidex.catalog;

import ai.scidex.catalog.validation.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when metadata breaks the schema. Nothing was stored. */
public final class InvalidModelMetadataException extends CatalogException {

    /** How many violations the message names: of a list of models there may be thousands. */
    private static final int NAMED = 50;

    private final transient List<Violation> violations;

    InvalidModelMetadataException(List<Violation> violations) {
        super(message(violations));
        this.violations = List.copyOf(violations);
    }

    /** Returns everything that is wrong with the metadata, in the order of the schema. */
    public List<Violation> violations() {
        return violations;
    }

    private static String message(List<Violation> violations) {
        String named = violations.stream().limit(NAMED).map(Violation::toString).collect(Collectors.joining("; "));
        int more = violations.size() - NAMED;
        return "invalid metadata: " + named + (more > 0 ? "; and %d more".formatted(more) : "");
    }
}
