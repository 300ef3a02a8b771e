package ai.scidex.report;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words that somebody else wrote, as Markdown that shows them and does nothing else.
 *
 * <p>What comes back is part of one line without {@code <}, for a table cell, a list item or a heading, though not for
 * the start of a line.
 */
final class Markdown {

    /** A value with more characters than this is cut, or its column pushes the others out of sight. */
    static final int LONGEST_VALUE = 160;

    /** Prose stands outside tables or wraps in them, so it is cut only where nobody would read on. */
    private static final int LONGEST_PROSE = 1000;

    /**
     * What makes words more than words. Letters are listed, because what is a letter depends on the version of Java.
     * GitHub makes links of addresses, of commit ids and of {@code GH-1}.
     */
    private static final Pattern NOT_PLAIN = Pattern.compile(String.join(
            "|",
            "^[^0-9A-Za-z\u00C0-\u024F\u0370-\u03FF]",
            "[^0-9A-Za-z\u00C0-\u024F\u0370-\u03FF .:?!%(),;/'\u2013\u2014\u2019\u2026-]",
            "[:?!%](?=[^ ])",
            "[.](?=[^ 0-9),;])",
            " (?= |$)",
            "(?<![0-9A-Za-z])[0-9A-Fa-f]{7,64}(?![0-9A-Za-z])",
            "[Gg][Hh]-"));

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

    /** Returns {@code text} as it is if it is nothing but words, otherwise in code font. */
    static String prose(String text) {
        boolean plain = !text.isEmpty()
                && text.length() <= LONGEST_PROSE
                && !NOT_PLAIN.matcher(text).find();
        return plain ? text : code(text, LONGEST_PROSE);
    }

    /** Returns {@code text} in code font. */
    static String code(String text) {
        return code(text, LONGEST_VALUE);
    }

    private static String code(String text, int longest) {
        int length = text.codePointCount(0, text.length());
        if (length > longest) {
            // Three quarters, so that the note never takes more room than what it leaves out.
            int kept = longest - longest / 4;
            String head = text.substring(0, text.offsetByCodePoints(0, kept));
            return "%s… *(%s more characters)*".formatted(span(escape(head)), length - kept);
        }
        return text.isEmpty() ? "*empty*" : span(escape(text));
    }

    /** Returns a row of a table; the cells are Markdown already. Elsewhere a backslash before a pipe would be seen. */
    static String row(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    /**
     * Escapes as JSON does, because most texts here are JSON and stay the same value. That goes for a pipe behind a
     * backslash too: no two readers of Markdown agree on how to escape it.
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
