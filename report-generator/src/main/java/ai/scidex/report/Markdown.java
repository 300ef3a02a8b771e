package ai.scidex.report;

import java.util.Arrays;
import java.util.List;
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
            if (point == '<' || (point == '|' && endsWithBackslash(escaped))) {
                Visible.escape(point, escaped);
            } else {
                Visible.append(point, escaped);
            }
        });
        return escaped.toString();
    }

    /** Returns {@code line} as a line of a block of code. */
    static String fenced(String line) {
        return escape(line);
    }

    /** Returns what no line of {@code lines} can close. */
    static String fence(List<String> lines) {
        int longest = lines.stream().mapToInt(Markdown::longestRun).max().orElse(0);
        return "`".repeat(Math.max(3, longest + 1));
    }

    /** Fences {@code text} with more backticks than stand together in it. */
    private static String span(String text) {
        String fence = "`".repeat(longestRun(text) + 1);
        // Markdown takes one space off either end, but only if both have one and there is more than spaces.
        boolean padded = text.startsWith("`")
                || text.endsWith("`")
                || (text.startsWith(" ") && text.endsWith(" ") && !text.isBlank());
        return padded ? fence + " " + text + " " + fence : fence + text + fence;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static boolean endsWithBackslash(StringBuilder text) {
        return !text.isEmpty() && text.charAt(text.length() - 1) == '\\';
    }
}
