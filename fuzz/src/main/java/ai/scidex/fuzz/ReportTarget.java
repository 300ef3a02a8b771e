package ai.scidex.fuzz;

import ai.scidex.report.ArtifactSection;
import ai.scidex.report.Candidate;
import ai.scidex.report.CodePin;
import ai.scidex.report.Criterion;
import ai.scidex.report.FieldLine;
import ai.scidex.report.FieldRuling;
import ai.scidex.report.HeldField;
import ai.scidex.report.HtmlReport;
import ai.scidex.report.LaterChange;
import ai.scidex.report.MarkdownReport;
import ai.scidex.report.MetadataChange;
import ai.scidex.report.MigrationReport;
import ai.scidex.report.ReportPlace;
import ai.scidex.report.Run;
import ai.scidex.report.Total;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A text that stands wherever a report takes one stays a text: it adds no line to the Markdown, and no tag to the page. */
public final class ReportTarget {

    /** Of characters that steer only the line feed may be there. */
    private static final Pattern STEERING =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069&&[^\\n]]");

    private static final Map<Integer, Marks> PLAIN = new HashMap<>();

    private ReportTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return;
        }
        Claim.that(
                Marks.of(text).equals(PLAIN.computeIfAbsent(text.length(), Marks::ofNothing)), "another line or tag");
    }

    /**
     * How often there is what means something.
     *
     * @param lines lines of the Markdown
     * @param markdownTags tags in the Markdown
     * @param tags beginnings and ends of tags in the page
     * @param quotes quotation marks in the page
     */
    private record Marks(long lines, long markdownTags, long tags, long quotes) {

        /** Returns those of a report on a text, which holds nothing that steers a terminal. */
        static Marks of(String text) {
            String markdown = markdown(text);
            String page = page(text);
            Claim.that(!STEERING.matcher(markdown).find(), "a character that steers in the Markdown");
            Claim.that(!STEERING.matcher(page).find(), "a character that steers in the page");
            return new Marks(
                    count('\n', markdown), count('<', markdown), count('<', page) + count('>', page), count('"', page));
        }

        /** Returns those of a report on a text of a length that means nothing. */
        static Marks ofNothing(int length) {
            return of("x".repeat(length));
        }

        private static long count(char mark, String text) {
            return text.chars().filter(each -> each == mark).count();
        }
    }

    private static String markdown(String text) {
        StringBuilder markdown = new StringBuilder();
        try {
            MarkdownReport.write(report(text), markdown, new Nowhere());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return markdown.toString();
    }

    private static String page(String text) {
        StringBuilder page = new StringBuilder();
        try {
            HtmlReport.write(report(text), page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString();
    }

    private static MigrationReport report(String text) {
        List<HeldField> held = List.of(
                new HeldField(1, text, text, true, text, List.of()),
                new HeldField(2, text, text, false, text, List.of(new Candidate(text, text))));
        ArtifactSection section = new ArtifactSection(
                text,
                text,
                "held",
                text,
                text,
                new CodePin(text, text, text, text),
                new MetadataChange(null, "before " + text, null, "after " + text),
                List.of(new FieldLine(text, text, text, List.of(text, text), text)),
                held,
                List.of(text, text),
                List.of(new FieldRuling(text, text, text, text, text, text)));
        return new MigrationReport(
                text,
                text,
                false,
                List.of(new Run(text, text, text, text, text, text, text, text, text, 8)),
                List.of(new Total(Total.OUTCOME, "held", 5), new Total(Total.HELD_FIELD, text, 5)),
                List.of(new Criterion(text, false, text, text)),
                List.of(new LaterChange(text, text)),
                1,
                List.of(section));
    }

    /** One artifact needs nothing beside the report. */
    private static final class Nowhere implements ReportPlace {

        @Override
        public String name() {
            return "report.md";
        }

        @Override
        public Writer open(String name) {
            return new StringWriter();
        }
    }
}
