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
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A text that stands wherever a report takes one stays a text: it adds no line to the Markdown, and no tag to the page. */
public final class ReportTarget {

    /** Of characters that steer only the line feed may be there. */
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069&&[^\\n]]");

    private ReportTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        String text = new String(input, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return;
        }
        String plain = "x".repeat(text.length());
        compare("Markdown", markdown(text), markdown(plain), List.of("\n", "<"));
        compare("page", page(text), page(plain), List.of("<", ">", "\""));
    }

    /** Compares what means something there with the same report on a text that means nothing. */
    private static void compare(String where, String report, String plain, List<String> marks) {
        for (String mark : marks) {
            Claim.that(count(mark, report) == count(mark, plain), "another %s in the %s".formatted(mark, where));
        }
        Claim.that(!STEERING.matcher(report).find(), "a character that steers in the " + where);
    }

    private static String markdown(String text) throws IOException {
        StringBuilder markdown = new StringBuilder();
        MarkdownReport.write(report(text), markdown, new Nowhere());
        return markdown.toString();
    }

    private static String page(String text) throws IOException {
        StringBuilder page = new StringBuilder();
        HtmlReport.write(report(text), page);
        return page.toString();
    }

    private static long count(String mark, String text) {
        return Pattern.compile(mark, Pattern.LITERAL).matcher(text).results().count();
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
                List.of(new Total(text, text, 5)),
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
