package ai.scidex.migration;

import ai.scidex.catalog.validation.Violation;
import ai.scidex.migration.documents.MetadataDocument.Unreadable;
import ai.scidex.migration.failure.FileFailure;
import java.util.List;

/**
 * What the schema says of one document.
 *
 * @param file the name of the document
 * @param valid whether it is valid; what cannot be read is not
 * @param violations what is wrong with it
 */
record Judgement(String file, boolean valid, List<Violation> violations) {

    private static final String UNREADABLE = "unreadable";

    static Judgement of(String file, List<Violation> violations) {
        return new Judgement(file, violations.isEmpty(), violations);
    }

    /** Returns the judgement on what cannot be read: a program that reads the result finds every file in it. */
    static Judgement unreadable(Unreadable document) {
        String reason = "cannot be read: " + FileFailure.reason(document.cause());
        return of(document.name(), List.of(new Violation("", UNREADABLE, reason)));
    }

    boolean isReadable() {
        return violations.stream().noneMatch(violation -> violation.keyword().equals(UNREADABLE));
    }
}
