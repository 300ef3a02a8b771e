package ai.scidex.catalog.validation;

import java.util.List;

/**
 * One thing that is wrong with a document.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901); of a missing member, where it would stand; of the whole document,
 *     the empty text
 * @param keyword the keyword of the schema that is broken, for example {@code required} or {@code pattern}; {@code text}
 *     for what PostgreSQL cannot keep, {@code limit} for what is beyond the documented limits
 * @param message a sentence that says what is wrong and what to do
 */
public record Violation(String pointer, String keyword, String message) {

    private static final int LONGEST_POINTER = 200;

    /** Returns the violation at the place that the names and indexes of {@code path} lead to. */
    static Violation at(List<String> path, String keyword, String message) {
        return new Violation(pointer(path), keyword, message);
    }

    /** Returns the JSON Pointer to the place that the names and indexes of {@code path} lead to. */
    static String pointer(List<String> path) {
        StringBuilder pointer = new StringBuilder();
        path.forEach(segment -> pointer.append('/').append(escape(segment)));
        return pointer.toString();
    }

    /** Returns {@code segment} as it stands in a JSON Pointer. */
    static String escape(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }

    /** Returns pointer and message on one line: of a long pointer its beginning, and nothing that a terminal acts upon. */
    @Override
    public String toString() {
        String place = pointer.length() <= LONGEST_POINTER
                ? Excerpt.visible(pointer)
                : Excerpt.visible(pointer.substring(0, LONGEST_POINTER)) + "…";
        return place.isEmpty() ? message : place + ": " + message;
    }
}
