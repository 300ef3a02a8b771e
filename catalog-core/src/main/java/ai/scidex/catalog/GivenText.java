package ai.scidex.catalog;

import ai.scidex.catalog.validation.TextForms;
import java.util.stream.Collectors;

/** Checks the texts that callers hand in, and says in a sentence what is wrong with one. */
final class GivenText {

    /** How many characters a name may have: who, on what, with what. */
    static final int LONGEST_NAME = 500;

    /** How many characters of a value a message repeats. */
    private static final int LONGEST_SHOWN = 60;

    private GivenText() {}

    /** Returns the name of somebody or something, without white space around it. */
    static String name(String field, String text) {
        return said(field, text, LONGEST_NAME);
    }

    /** Returns {@code text} as a message may repeat it: cut where it is long, and without what a terminal would obey. */
    static String shown(String text) {
        String start = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
        return start.codePoints()
                .mapToObj(c -> isInvisible(c) ? "\\u%04x".formatted(c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static String said(String field, String text, int longest) {
        storable(field, text, longest);
        if (TextForms.isBlank(text)) {
            throw new InvalidValueException(field, field + " is blank");
        }
        if (TextForms.isPlaceholder(text)) {
            throw new InvalidValueException(
                    field, "%s '%s' is a placeholder; write what it stands for".formatted(field, shown(text)));
        }
        return TextForms.trim(text);
    }

    /** Comes first: what follows takes its time with a text of any length. */
    static void storable(String field, String text, int longest) {
        if (text.length() > longest) {
            throw new InvalidValueException(
                    field,
                    "%s '%s' has %d characters, more than the %d that are kept"
                            .formatted(field, shown(text), text.length(), longest));
        }
        if (!isStorable(text)) {
            throw new InvalidValueException(
                    field,
                    "%s '%s' holds a NUL character or half a surrogate pair, which PostgreSQL cannot keep"
                            .formatted(field, shown(text)));
        }
    }

    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }

    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
