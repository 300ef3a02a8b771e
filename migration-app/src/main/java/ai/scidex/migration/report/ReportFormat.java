package ai.scidex.migration.report;

import ai.scidex.report.HtmlReport;
import ai.scidex.report.MarkdownReport;
import ai.scidex.report.MigrationReport;
import ai.scidex.report.ReportPlace;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** The form that a report takes. */
public enum ReportFormat {
    /** Text for GitHub, a terminal and a comparison with the report before. */
    MARKDOWN("markdown", "md"),

    /** One page for a browser, to search and to filter. */
    HTML("html", "html");

    private final String text;
    private final String extension;

    ReportFormat(String text, String extension) {
        this.text = text;
        this.extension = extension;
    }

    /** Returns its name on the command line. */
    public String text() {
        return text;
    }

    /** Returns where a report of this form goes if nobody says where. */
    public Path defaultFile() {
        return Path.of("docs", "model_artifacts", "migration_report_ws1." + extension);
    }

    /** Returns whether a report on so many artifacts shows the metadata also of those that have nothing to decide. */
    boolean showsEveryMetadata(long artifactCount) {
        return this == HTML || MarkdownReport.showsEveryMetadata(artifactCount);
    }

    void write(MigrationReport report, ReportPlace place) throws IOException {
        try (Writer out = place.open(place.name())) {
            if (this == HTML) {
                HtmlReport.write(report, out);
            } else {
                MarkdownReport.write(report, out, place);
            }
        }
    }
}
