package ai.scidex.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** No text whatever can be anything but text in a report. */
class HostileTextTest {

    private static final Pattern JSON_ESCAPE = Pattern.compile("\\\\(?:([nrt])|u([0-9a-f]{4}))");

    @Property
    void codeIsOneSpanAndNothingElse(@ForAll("shortTexts") String text) {
        assertThat(outsideOfCode(Markdown.code(text))).isEmpty();
    }

    @Property
    void codeShowsEveryCharacter(@ForAll("shortTexts") String text) {
        // A backslash of the text itself may look like one of ours.
        String readable = text.replace("\\", "/");

        assertThat(readBack(Markdown.code(readable))).isEqualTo(readable);
    }

    @Property
    void proseIsWordsOrCode(@ForAll("texts") String text) {
        assertThat(outsideOfCode(Markdown.prose(text))).satisfies(HostileTextTest::isInert);
    }

    @Property(tries = 100)
    void noTextAddsALineOrACell(@ForAll @Size(41) List<@From("texts") String> texts) throws IOException {
        List<String> expected = linesOf(report(List.of("x")));
        List<String> actual = linesOf(report(texts));

        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            String line = actual.get(i);
            assertThat(line).doesNotContain("<").doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E]");
            if (expected.get(i).startsWith("| ")) {
                int cells = cellsWhereABackslashEscapes(expected.get(i)).size();
                assertThat(line).startsWith("| ").endsWith(" |");
                assertThat(cellsWhereABackslashEscapes(line)).hasSize(cells);
                assertThat(cellsBetweenPipesWithoutBackslash(line)).hasSize(cells);
            }
        }
    }

    @Property(tries = 100)
    void noTextReachesOutOfItsCell(@ForAll @Size(41) List<@From("texts") String> texts) throws IOException {
        assertThat(linesOf(report(texts)))
                .filteredOn(line -> line.startsWith("| "))
                .flatExtracting(HostileTextTest::cellsWhereABackslashEscapes)
                .allSatisfy(cell -> isInert(outsideOfCode(unescapePipes(cell))));
    }

    @Property(tries = 100)
    void metadataEndsNoBlock(@ForAll("texts") String before, @ForAll("texts") String after) {
        List<String> lines = Stream.of(before, after).map(Markdown::fenced).toList();
        String fence = Markdown.fence(lines);

        assertThat(lines).noneMatch(line -> line.contains(fence)).noneMatch(line -> line.contains("\n"));
        assertThat(fence).matches("`{3,}");
    }

    @Provide
    Arbitrary<String> texts() {
        return hostileTexts();
    }

    /** Returns texts that mean something to Markdown, HTML, JSON or a terminal. */
    static Arbitrary<String> hostileTexts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "|",
                "||",
                "\\",
                "\\|",
                "`",
                "``",
                "```",
                "\n",
                "\r\n",
                "\n\n",
                "\t",
                " ",
                "<",
                "<!--",
                "</td>",
                "&lt;",
                "<script>alert(1)</script>",
                "*",
                "**",
                "_",
                "~~",
                "[x](y)",
                "![x](y)",
                "](",
                "\n# ",
                "\n- ",
                "\n1. ",
                "---",
                "| - |",
                "@someone",
                "#123",
                "GH-1",
                "https://scidex.example/",
                "www.scidex.example",
                "$",
                "{",
                "\"",
                "\u001b[2J",
                "\u0000",
                "\u0085",
                "\u2028",
                "\u202e",
                "\u2066",
                "\ufeff",
                "\ud83e\udde0",
                "\ud83e",
                "word",
                "x",
                "0.91",
                ", ");
        return Arbitraries.frequencyOf(
                        Tuple.of(4, pieces),
                        Tuple.of(1, Arbitraries.strings().all().ofMaxLength(8)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(list -> String.join("", list))
                .filter(text -> !text.isBlank());
    }

    @Provide
    Arbitrary<String> shortTexts() {
        return texts().filter(text -> text.length() <= Markdown.LONGEST_VALUE);
    }

    /** Returns a report with one of {@code texts} wherever a record takes a text. */
    static MigrationReport report(List<String> texts) {
        Iterator<String> next =
                Stream.generate(() -> texts).flatMap(List::stream).iterator();
        return new MigrationReport(
                next.next(),
                next.next(),
                false,
                List.of(new Run(
                        next.next(),
                        next.next(),
                        next.next(),
                        next.next(),
                        next.next(),
                        next.next(),
                        next.next(),
                        next.next(),
                        next.next(),
                        8)),
                List.of(new Total(next.next(), next.next(), 5)),
                List.of(new Criterion(next.next(), false, next.next(), next.next())),
                List.of(new LaterChange(next.next(), next.next())),
                1,
                List.of(new ArtifactSection(
                        next.next(),
                        next.next(),
                        "held",
                        next.next(),
                        next.next(),
                        new CodePin(next.next(), next.next(), next.next(), next.next()),
                        new MetadataChange(null, "before " + next.next(), null, "after " + next.next()),
                        List.of(new FieldLine(
                                next.next(), next.next(), next.next(), List.of(next.next(), next.next()), next.next())),
                        List.of(
                                new HeldField(1, next.next(), next.next(), true, next.next(), List.of()),
                                new HeldField(
                                        2,
                                        next.next(),
                                        next.next(),
                                        false,
                                        next.next(),
                                        List.of(new Candidate(next.next(), next.next())))),
                        List.of(next.next(), next.next()))));
    }

    private static List<String> linesOf(MigrationReport report) throws IOException {
        StringBuilder text = new StringBuilder();
        MarkdownReport.write(report, text, new MemoryPlace());
        return List.of(text.toString().split("\n", -1));
    }

    /** Splits a row as GitHub does: a backslash takes the next character with it, another backslash too. */
    private static List<String> cellsWhereABackslashEscapes(String row) {
        List<String> cells = new ArrayList<>();
        Matcher cell = Pattern.compile("\\|((?:\\\\.|[^|\\\\])*)(?=\\|)").matcher(row);
        while (cell.find()) {
            cells.add(cell.group(1).strip());
        }
        return cells;
    }

    /** Splits a row as others do: a pipe counts unless the character before it is a backslash. */
    private static List<String> cellsBetweenPipesWithoutBackslash(String row) {
        String[] parts = row.split("(?<!\\\\)\\|", -1);
        return List.of(parts).subList(1, parts.length - 1);
    }

    private static String unescapePipes(String cell) {
        return cell.replace("\\|", "|");
    }

    /** Returns what is left of a line when its code spans are taken out, as CommonMark finds them. */
    private static String outsideOfCode(String line) {
        StringBuilder outside = new StringBuilder();
        int at = 0;
        while (at < line.length()) {
            int fence = backticksAt(line, at);
            int end = fence == 0 ? -1 : closingFence(line, at + fence, fence);
            if (end < 0) {
                outside.append(line, at, at + Math.max(fence, 1));
                at += Math.max(fence, 1);
            } else {
                at = end;
            }
        }
        return outside.toString();
    }

    /** Returns where the span ends that is closed by exactly {@code fence} backticks, or -1. */
    private static int closingFence(String line, int from, int fence) {
        int at = from;
        while (at < line.length()) {
            int run = backticksAt(line, at);
            if (run == fence) {
                return at + run;
            }
            at += Math.max(run, 1);
        }
        return -1;
    }

    private static int backticksAt(String line, int at) {
        int end = at;
        while (end < line.length() && line.charAt(end) == '`') {
            end++;
        }
        return end - at;
    }

    private static void isInert(String words) {
        assertThat(words)
                .doesNotContainPattern("[<>`\\[\\]_~$@#&|\\\\{}=+\"]|://|www|GH-")
                .doesNotMatch("(?s)[-+].*");
        assertThat(words.replaceAll(
                        "\\*\\*(no|held)\\*\\*|\\*(absent|none|empty)\\*|\\*\\([0-9]+ more characters\\)\\*", ""))
                .doesNotContain("*");
    }

    /** Returns the text that a code span shows, with our escapes undone. */
    private static String readBack(String code) {
        int fence = backticksAt(code, 0);
        String shown = code.substring(fence, code.length() - fence);
        if (shown.startsWith(" ") && shown.endsWith(" ") && !shown.isBlank()) {
            shown = shown.substring(1, shown.length() - 1);
        }
        return JSON_ESCAPE.matcher(shown).replaceAll(escape -> Matcher.quoteReplacement(character(escape)));
    }

    private static String character(MatchResult escape) {
        if (escape.group(2) != null) {
            return Character.toString(Integer.parseInt(escape.group(2), 16));
        }
        return switch (escape.group(1)) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            default -> escape.group(1);
        };
    }
}
