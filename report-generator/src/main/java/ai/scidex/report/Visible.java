package ai.scidex.report;

/**
 * Text of which nothing is hidden: what cannot be seen, or does something, is written as JSON would escape it, because
 * most texts here are JSON and stay the same value.
 */
final class Visible {

    /**
     * First and last code points of what is invisible, changes the direction of the line, ends it, drives a terminal, or
     * means nothing outside the program it came from. Listed, because categories depend on the version of Java.
     */
    private static final int[][] UNSHOWABLE = {
        {0x0000, 0x001F}, // C0 controls, escape and line ends among them
        {0x007F, 0x00A0}, // DEL, C1 controls, no-break space
        {0x00AD, 0x00AD}, // soft hyphen
        {0x034F, 0x034F}, // combining grapheme joiner
        {0x061C, 0x061C}, // Arabic letter mark
        {0x115F, 0x1160}, // Hangul fillers
        {0x1680, 0x1680}, // Ogham space mark
        {0x17B4, 0x17B5}, // Khmer inherent vowels
        {0x180B, 0x180F}, // Mongolian selectors
        {0x2000, 0x200F}, // spaces, joiners, direction marks
        {0x2028, 0x202F}, // separators, embeddings, overrides
        {0x205F, 0x206F}, // invisible operators, isolates
        {0x3000, 0x3000}, // ideographic space
        {0x3164, 0x3164}, // Hangul filler
        {0xD800, 0xF8FF}, // lone surrogates, private use
        {0xFEFF, 0xFEFF}, // byte order mark
        {0xFFA0, 0xFFA0}, // half-width Hangul filler
        {0xFFF0, 0xFFFB}, // annotations
        {0xFFFE, 0xFFFF}, // noncharacters
        {0x1BCA0, 0x1BCA3}, // shorthand format controls
        {0x1D173, 0x1D17A}, // musical format controls
        {0xE0000, 0x10FFFF}, // tags, selectors, private use
    };

    private static final int DEL = 0x7F;

    private Visible() {}

    static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(point, visible));
        return visible.toString();
    }

    /** Appends {@code point}, as an escape if nobody could see it. */
    static void append(int point, StringBuilder to) {
        switch (point) {
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> {
                if (isUnshowable(point)) {
                    escape(point, to);
                } else {
                    to.appendCodePoint(point);
                }
            }
        }
    }

    /** Appends {@code point} as an escape. */
    static void escape(int point, StringBuilder to) {
        for (char unit : Character.toChars(point)) {
            to.append("\\u%04x".formatted((int) unit));
        }
    }

    private static boolean isUnshowable(int point) {
        if (point >= ' ' && point < DEL) {
            return false;
        }
        for (int[] range : UNSHOWABLE) {
            if (point >= range[0] && point <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
