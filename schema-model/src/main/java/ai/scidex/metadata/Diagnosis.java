package ai.scidex.metadata;

import ai.scidex.metadata.MalformedDocumentException.Rule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the first place at which a document is none, and says in words what to do about it.
 *
 * <p>Jackson reads, and refuses what this refuses; but it speaks of its own classes and options, and counts bytes. So this
 * looks at a document again, once that was refused. It reads UTF-8, and calls no method of its own from within itself,
 * however deep a document is.
 */
final class Diagnosis {

    private final DocumentBytes document;
    private final Lexemes lexemes;
    private final Deque<Container> open = new ArrayDeque<>();

    private Diagnosis(DocumentBytes document) {
        this.document = document;
        this.lexemes = new Lexemes(document);
    }

    /** Returns what is wrong with {@code document} first; nothing if it is JSON within the limits. */
    static Optional<MalformedDocumentException> of(DocumentBytes document) {
        try {
            new Diagnosis(document).read();
            return Optional.empty();
        } catch (MalformedDocumentException e) {
            return Optional.of(e);
        }
    }

    private void read() throws MalformedDocumentException {
        lexemes.skipWhiteSpace();
        if (lexemes.atEnd()) {
            throw MalformedDocumentException.syntax("is empty; metadata is a JSON object");
        }
        value();
        while (!open.isEmpty()) {
            next(open.element());
        }
        lexemes.skipWhiteSpace();
        if (!lexemes.atEnd()) {
            throw MalformedDocumentException.syntax(
                    "ends before %s, where something else begins; keep one document a file, or one a line of JSON Lines"
                            .formatted(here()));
        }
    }

    /** Reads the next entry of {@code container}, or its end. */
    private void next(Container container) throws MalformedDocumentException {
        lexemes.skipWhiteSpace();
        if (lexemes.atEnd()) {
            throw brokenOff(container);
        }
        if (lexemes.here() == container.end()) {
            lexemes.skip();
            open.remove();
            return;
        }
        if (container.hasEntries()) {
            comma(container);
        }
        container.addEntry();
        if (container.isObject()) {
            name(container);
        }
        value();
    }

    private void comma(Container container) throws MalformedDocumentException {
        if (lexemes.here() != ',') {
            throw isClosing(lexemes.here())
                    ? closedWrongly(container)
                    : lexemes.unexpected("a comma or %c".formatted(container.end()));
        }
        int comma = lexemes.offset();
        lexemes.skip();
        lexemes.skipWhiteSpace();
        if (isClosing(lexemes.here())) {
            throw MalformedDocumentException.syntax(
                    "has a comma at %s with nothing after it; remove it".formatted(document.place(comma)));
        }
    }

    private void name(Container object) throws MalformedDocumentException {
        if (lexemes.atEnd()) {
            throw brokenOff(object);
        }
        if (isClosing(lexemes.here())) {
            throw closedWrongly(object);
        }
        int start = lexemes.offset();
        String name = lexemes.name();
        Integer earlier = object.names().putIfAbsent(name, start);
        if (earlier != null) {
            throw new MalformedDocumentException(
                    Rule.DUPLICATE,
                    "names %s twice in one object, at %s and at %s; keep one of the two"
                            .formatted(
                                    Lexemes.shown("\"" + name + "\""), document.place(earlier), document.place(start)));
        }
        lexemes.skipWhiteSpace();
        if (lexemes.atEnd()) {
            throw brokenOff(object);
        }
        if (lexemes.here() != ':') {
            throw lexemes.unexpected("the colon after " + Lexemes.shown("\"" + name + "\""));
        }
        lexemes.skip();
    }

    private void value() throws MalformedDocumentException {
        lexemes.skipWhiteSpace();
        if (lexemes.atEnd()) {
            throw brokenOff(open.element());
        }
        int here = lexemes.here();
        if (here == '{' || here == '[') {
            if (open.size() == MetadataJson.MAX_DEPTH) {
                throw new MalformedDocumentException(
                        Rule.LIMIT,
                        "nests more than %d levels deep at %s; make it flatter"
                                .formatted(MetadataJson.MAX_DEPTH, here()));
            }
            open.push(new Container(here == '{', lexemes.offset()));
            lexemes.skip();
        } else if (!open.isEmpty() && isClosing(here) && here != open.element().end()) {
            throw closedWrongly(open.element());
        } else {
            lexemes.scalar();
        }
    }

    private MalformedDocumentException brokenOff(Container container) {
        return MalformedDocumentException.syntax("breaks off at %s, before the %s is closed; is its end missing?"
                .formatted(here(), described(container)));
    }

    private MalformedDocumentException closedWrongly(Container container) {
        return MalformedDocumentException.syntax("has %c at %s, where the %s should be closed with %c"
                .formatted(lexemes.here(), here(), described(container), container.end()));
    }

    private String described(Container container) {
        return "%s that begins at %s"
                .formatted(container.isObject() ? "object" : "list", document.place(container.start()));
    }

    private String here() {
        return document.place(lexemes.offset());
    }

    private static boolean isClosing(int c) {
        return c == '}' || c == ']';
    }

    /** An object or a list whose end has not been reached. */
    private static final class Container {

        private final boolean isObject;
        private final int start;
        private final Map<String, Integer> names = new HashMap<>();
        private boolean hasEntries;

        Container(boolean isObject, int start) {
            this.isObject = isObject;
            this.start = start;
        }

        boolean isObject() {
            return isObject;
        }

        int start() {
            return start;
        }

        char end() {
            return isObject ? '}' : ']';
        }

        /** The names so far, with where each stands. */
        Map<String, Integer> names() {
            return names;
        }

        boolean hasEntries() {
            return hasEntries;
        }

        void addEntry() {
            hasEntries = true;
        }
    }
}
