package ai.scidex.codegen.reference;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words of a schema as Markdown that shows them and does nothing else. */
final class Markdown {

    /** Underscores between letters mean nothing, so {@code not_disclosed} can stay as it is. */
    private static final Pattern SPECIAL =
            Pattern.compile("[\\\\`*{}\\[\\]<>|~&#+=@]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])|^-|(?<=^[0-9]{1,9})[.)]");

    private static final Pattern LINE_END = Pattern.compile("\\s*\\R\\s*");

    private Markdown() {}

    /** Returns {@code text} as prose on one line. */
    static String prose(String text) {
        String line = LINE_END.matcher(text.strip()).replaceAll(" ");
        return SPECIAL.matcher(line).replaceAll("\\\\$0");
    }

    /** Returns {@code text} in code font. */
    static String code(String text) {
        int longest = Pattern.compile("`+")
                .matcher(text)
                .results()
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(0);
        String fence = "`".repeat(longest + 1);
        boolean padded = text.startsWith("`") || text.endsWith("`") || text.isBlank();
        return padded ? fence + " " + text + " " + fence : fence + text + fence;
    }

    /** Returns a row of a table; the cells are Markdown already. */
    static String row(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.replaceAll("(?<!\\\\)\\|", "\\\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Returns a link to the section under {@code heading} of the same page, named as GitHub names it. */
    static String link(String words, String heading) {
        String anchor = heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
        return "[%s](#%s)".formatted(words, anchor);
    }
}
