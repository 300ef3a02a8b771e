package ai.scidex.metadata;

import ai.scidex.metadata.MalformedDocumentException.Rule;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the words, numbers and texts of a document, for whoever wants to know what is wrong with it. */
final class Lexemes {

    private static final int LONGEST_SHOWN = 40;

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    /** How other languages spell numbers that JSON does not have. */
    private static final Set<String> NO_NUMBERS = Set.of("nan", "inf", "infinity");

    /** How other languages spell null. */
    private static final Set<String> NO_VALUES = Set.of("none", "nil", "undefined");

    private static final String QUOTES = "'`\u2018\u2019\u201C\u201D\u201E\u00AB\u00BB";

    private final DocumentBytes document;

    private int offset;

    Lexemes(DocumentBytes document) {
        this.document = document;
    }

    int offset() {
        return offset;
    }

    /** Returns the byte that comes next, or -1 at the end. */
    int here() {
        return document.at(offset);
    }

    boolean atEnd() {
        return here() < 0;
    }

    void skip() {
        offset++;
    }

    void skipWhiteSpace() {
        while (here() == ' ' || here() == '\t' || here() == '\n' || here() == '\r') {
            offset++;
        }
    }

    /** Reads a value that is neither object nor list. */
    void scalar() throws MalformedDocumentException {
        if (here() == '"') {
            text();
            return;
        }
        int start = offset;
        String word = word();
        if (word.isEmpty()) {
            throw unexpected("a value");
        }
        if (LITERALS.contains(word)) {
            return;
        }
        if (word.chars().filter(Lexemes::isDigit).count() > MetadataJson.MAX_DIGITS) {
            throw new MalformedDocumentException(
                    Rule.LIMIT,
                    "has a number of %d characters at %s, more than the %d that can be read; round it; where the schema asks for no number, a text keeps every digit"
                            .formatted(word.length(), document.place(start), MetadataJson.MAX_DIGITS));
        }
        if (!NUMBER.matcher(word).matches()) {
            throw atEnd() && isBegun(word) ? brokenOff("value", start) : noValue(word, start);
        }
        if (!StorableNumbers.canStore(word)) {
            throw new MalformedDocumentException(
                    Rule.LIMIT,
                    "has a number at %s that PostgreSQL cannot store, %s: it takes %d digits before the point and %d after; round it; where the schema asks for no number, a text keeps every digit"
                            .formatted(
                                    document.place(start),
                                    shown(word),
                                    MetadataJson.MAX_INTEGER_DIGITS,
                                    MetadataJson.MAX_FRACTION_DIGITS));
        }
    }

    /** Reads the name of a member. */
    String name() throws MalformedDocumentException {
        int start = offset;
        if (here() == '"') {
            text();
            return MetadataJson.parse(document.part(start, offset)).textValue();
        }
        String word = word();
        if (word.isEmpty()) {
            throw unexpected("a name in double quotes");
        }
        throw MalformedDocumentException.syntax(
                "has %s at %s, where a name in double quotes should stand; write \"%1$s\""
                        .formatted(shown(word), document.place(start)));
    }

    /** Says that what comes next is not what must come. */
    MalformedDocumentException unexpected(String expected) {
        int c = codePoint();
        String place = document.place(offset);
        if (c == '#' || (c == '/' && (document.at(offset + 1) == '/' || document.at(offset + 1) == '*'))) {
            return MalformedDocumentException.syntax(
                    "has a comment at %s; JSON has no comments, remove it".formatted(place));
        }
        if (QUOTES.indexOf(c) >= 0) {
            return MalformedDocumentException.syntax(
                    "has %s at %s; JSON puts names and texts in double quotes, \"".formatted(shown(c), place));
        }
        return MalformedDocumentException.syntax(
                "has %s at %s, where %s should stand".formatted(shown(c), place, expected));
    }

    /** Reads what looks like one word or number, as far as it goes. */
    private String word() {
        int start = offset;
        while (isWordPart(here())) {
            offset++;
        }
        return document.text(start, offset);
    }

    private MalformedDocumentException noValue(String word, int start) {
        String place = document.place(start);
        String plain = word.replaceFirst("^[+-]", "").toLowerCase(Locale.ROOT);
        if (NO_NUMBERS.contains(plain)) {
            return MalformedDocumentException.syntax(
                    "has %s at %s, which JSON does not know; give a number, or leave it out"
                            .formatted(shown(word), place));
        }
        if (LITERALS.contains(plain) || NO_VALUES.contains(plain)) {
            return MalformedDocumentException.syntax("has %s at %s; in JSON it is %s"
                    .formatted(shown(word), place, LITERALS.contains(plain) ? plain : "null"));
        }
        if (plain.startsWith(".") || isDigit(plain.isEmpty() ? -1 : plain.charAt(0))) {
            return MalformedDocumentException.syntax(
                    "has %s at %s, which is no number in JSON; write it as in 14, -0.5 or 1.5e-3"
                            .formatted(shown(word), place));
        }
        return MalformedDocumentException.syntax(
                "has %s at %s, where a value should stand; put texts in double quotes".formatted(shown(word), place));
    }

    /** Returns whether {@code word} could be a value if it went on. */
    private static boolean isBegun(String word) {
        return LITERALS.stream().anyMatch(literal -> literal.startsWith(word))
                || NUMBER.matcher(word + "0").matches();
    }

    private void text() throws MalformedDocumentException {
        int start = offset;
        offset++;
        while (here() != '"') {
            if (atEnd()) {
                throw brokenOff("text", start);
            }
            if (here() < ' ') {
                throw control(start);
            }
            if (here() == '\\') {
                escape(start);
            } else {
                offset++;
            }
        }
        offset++;
    }

    private void escape(int start) throws MalformedDocumentException {
        int backslash = offset;
        offset++;
        if (atEnd()) {
            throw brokenOff("text", start);
        }
        if (here() != 'u' && "\"\\/bfnrt".indexOf(here()) < 0) {
            throw MalformedDocumentException.syntax(
                    "has \\%s at %s, which means nothing in JSON; write \\\\ for a backslash"
                            .formatted(shown(codePoint()), document.place(backslash)));
        }
        int digits = here() == 'u' ? 4 : 0;
        offset++;
        for (int i = 0; i < digits; i++) {
            if (atEnd()) {
                throw brokenOff("text", start);
            }
            if (Character.digit(here(), 16) < 0) {
                throw MalformedDocumentException.syntax(
                        "has \\u at %s without four hexadecimal digits after it; write \\\\ for a backslash"
                                .formatted(document.place(backslash)));
            }
            offset++;
        }
    }

    private MalformedDocumentException control(int start) {
        String text = "the text that begins at " + document.place(start);
        String place = document.place(offset);
        return switch (here()) {
            case '\n', '\r' ->
                MalformedDocumentException.syntax(
                        "has a line break at %s, within %s; close the text, or write \\n".formatted(place, text));
            case '\t' ->
                MalformedDocumentException.syntax("has a tab at %s, within %s; write \\t".formatted(place, text));
            case 0 ->
                MalformedDocumentException.syntax(
                        "has a NUL character at %s, within %s; remove it".formatted(place, text));
            default ->
                MalformedDocumentException.syntax("has the control character %s at %s, within %s; remove it"
                        .formatted(shown(here()), place, text));
        };
    }

    private MalformedDocumentException brokenOff(String within, int start) {
        return MalformedDocumentException.syntax(
                "breaks off at %s, within the %s that begins at %s; is its end missing?"
                        .formatted(document.place(offset), within, document.place(start)));
    }

    private int codePoint() {
        int length = here() < 0x80 ? 1 : here() < 0xE0 ? 2 : here() < 0xF0 ? 3 : 4;
        return document.text(offset, offset + length).codePointAt(0);
    }

    private static boolean isWordPart(int c) {
        return isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || "+-._$".indexOf(c) >= 0;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Returns {@code text}, cut where it is long, and with nothing in it that is not to be seen. */
    static String shown(String text) {
        String cut = text.codePointCount(0, text.length()) <= LONGEST_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN)) + "…";
        return cut.codePoints().mapToObj(Lexemes::shown).collect(Collectors.joining());
    }

    private static String shown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> "U+%04X".formatted(c);
            case Character.SPACE_SEPARATOR -> c == ' ' ? " " : "U+%04X".formatted(c);
            default -> Character.toString(c);
        };
    }
}
