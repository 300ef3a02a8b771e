package ai.scidex.catalog.validation;

import java.util.List;

/** The outcome of validating a document: either {@link Valid}, or {@link Invalid} with every violation found. */
public sealed interface ValidationResult {

    /** Returns every violation found, in the order of the schema; empty if the document is valid. */
    List<Violation> violations();

    /** Returns the result that {@code violations} amount to. */
    static ValidationResult of(List<Violation> violations) {
        return violations.isEmpty() ? new Valid() : new Invalid(violations);
    }

    /** The document is valid. */
    record Valid() implements ValidationResult {

        @Override
        public List<Violation> violations() {
            return List.of();
        }
    }

    /**
     * The document is not valid.
     *
     * @param violations at least one
     */
    record Invalid(List<Violation> violations) implements ValidationResult {

        public Invalid {
            violations = List.copyOf(violations);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("an invalid result needs at least one violation");
            }
        }
    }
}
