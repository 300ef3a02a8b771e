package ai.scidex.report;

import java.util.regex.Pattern;

/**
 * Words that somebody else wrote, as Markdown that shows them and does nothing else.
 *
 * <p>What comes back is one line without {@code <}, and every pipe in it is escaped, so it may stand in a table cell, a
 * list item or a heading, though never at the start of a line.
 */
final class Markdown {

    /** Up to here a text is shown whole. */
    static final int LONGEST = 160;

    /** So much of a longer text is shown. */
    static final int HEAD = 120;

    /**
     * Words that mean the same with and without Markdown. Commit-like words and {@code GH-1} are left out: GitHub makes
     * links of them. Letters are listed, because what else is a letter depends on the version of Java.
     */
    private static final Pattern PLAIN = Pattern.compile("(?!.*\\b[0-9A-Fa-f]{7,})(?!.*\\b[Gg][Hh]-)"
            + "[0-9A-Za-z\\u00C0-\\u024F\\u0370-\\u037D\\u0386-\\u03FF]"
            + "(?:[0-9A-Za-z\\u00C0-\\u024F\\u0370-\\u037D\\u0386-\\u03FF(),;/'\\u2013\\u2014-]"
            + "|[.](?= |[0-9]|$)| (?! |$))*");

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

    private Markdown() {}

    /** Returns {@code text} as it is where that is harmless, and as {@link #code} where it might not be. */
    static String prose(String text) {
        return text.length() <= LONGEST && PLAIN.matcher(text).matches() ? text : code(text);
    }

    /** Returns {@code text} in code font; if it is long, its head and how much was left out. */
    static String code(String text) {
        int length = text.codePointCount(0, text.length());
        if (length > LONGEST) {
            String head = text.substring(0, text.offsetByCodePoints(0, HEAD));
            return "%s… *(%d more characters)*".formatted(span(escape(head)), length - HEAD);
        }
        return text.isEmpty() ? "*empty*" : span(escape(text));
    }

    /** Returns a row of a table; the cells are Markdown already. */
    static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /**
     * Escapes as JSON does, because most texts here are JSON and stay the same value. A pipe behind a backslash is one of
     * them: {@code \\|} ends the cell for some readers of Markdown and not for others.
     */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point == '\n') {
                escaped.append("\\n");
            } else if (point == '\r') {
                escaped.append("\\r");
            } else if (point == '\t') {
                escaped.append("\\t");
            } else if (point == '<' || isUnshowable(point) || (point == '|' && endsWithBackslash(escaped))) {
                for (char unit : Character.toChars(point)) {
                    escaped.append("\\u%04x".formatted((int) unit));
                }
            } else if (point == '|') {
                escaped.append("\\|");
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    /** Fences {@code text} with more backticks than stand together in it. */
    private static String span(String text) {
        int longestRun = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longestRun = Math.max(longestRun, run);
        }
        String fence = "`".repeat(longestRun + 1);
        // Markdown takes one space off either end, but only if both have one and there is more than spaces.
        boolean padded = text.startsWith("`")
                || text.endsWith("`")
                || (text.startsWith(" ") && text.endsWith(" ") && !text.isBlank());
        return padded ? fence + " " + text + " " + fence : fence + text + fence;
    }

    private static boolean endsWithBackslash(StringBuilder text) {
        return !text.isEmpty() && text.charAt(text.length() - 1) == '\\';
    }

    private static boolean isUnshowable(int point) {
        for (int[] range : UNSHOWABLE) {
            if (point >= range[0] && point <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
