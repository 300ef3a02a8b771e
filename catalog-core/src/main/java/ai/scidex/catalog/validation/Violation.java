package ai.scidex.catalog.validation;

/**
 * One thing that is wrong with a document.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901); of a missing member, where it would stand; of the whole document,
 *     the empty text
 * @param keyword the keyword of the schema that is broken, for example {@code required} or {@code pattern}
 * @param message a sentence that says what is wrong and what to do
 */
public record Violation(String pointer, String keyword, String message) {

    @Override
    public String toString() {
        return pointer.isEmpty() ? message : pointer + ": " + message;
    }
}
