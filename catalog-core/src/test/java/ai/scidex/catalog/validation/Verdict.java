package ai.scidex.catalog.validation;

import java.util.Arrays;
import java.util.List;

/** What somebody who knows the contract says of a document. */
enum Verdict {
    VALID("valid"),
    INVALID("invalid"),

    /** Valid against the schema, but PostgreSQL cannot keep a text in it: the one rule that the schema cannot say. */
    NOT_STORABLE("not storable");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    static Verdict of(String text) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is no verdict".formatted(text)));
    }

    /** Returns the verdict that {@code violations} amount to. */
    static Verdict of(List<Violation> violations) {
        if (violations.isEmpty()) {
            return VALID;
        }
        return violations.stream().allMatch(violation -> violation.keyword().equals("text")) ? NOT_STORABLE : INVALID;
    }

    /** Returns what a validator that knows the schema alone must say. */
    boolean isValidAgainstTheSchema() {
        return this != INVALID;
    }
}
