package ai.scidex.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The artifacts of a report that has too many for one file: those that were changed or held, or only those held if there are very many, on pages
 * beside it, with an index in the report, and every one as a line of JSON.
 */
final class MarkdownPages {

    /** With their metadata so many come to less than what GitHub shows as Markdown. */
    private static final int PAGE = 50;

    private final MigrationReport report;
    private final Appendable index;
    private final String stem;
    private final boolean showsChanged;
    private final ReportPlace place;
    private final List<ArtifactSection> page = new ArrayList<>();
    private int pages;

    MarkdownPages(MigrationReport report, Appendable index, ReportPlace place) {
        this.report = report;
        this.index = index;
        this.place = place;
        this.stem = stem(place.name());
        this.showsChanged = MarkdownReport.showsEveryMetadata(report.artifactCount());
    }

    void write() throws IOException {
        index.append("""

                There are %s of them. Those that %s stand on the pages below. Each artifact, also those
                %s, is a line of [%s](%s), without its metadata.

                | Page | From | To | Upgraded | Held |
                |---|---|---|---:|---:|
                """.formatted(
                report.artifactCount(),
                showsChanged ? "were changed or held" : "are held, or have an open hold,",
                showsChanged ? "whose metadata met the schema already" : "that were changed or met the schema already",
                Markdown.code(stem + ".jsonl"),
                link(stem + ".jsonl")));
        try (Writer lines = place.open(stem + ".jsonl")) {
            for (ArtifactSection artifact : report.artifacts()) {
                lines.append(JsonLine.of(artifact)).append('\n');
                if (isShown(artifact)) {
                    page.add(artifact);
                }
                if (page.size() == PAGE) {
                    turn();
                }
            }
        }
        if (!page.isEmpty()) {
            turn();
        }
        if (pages == 0) {
            index.append("| *none* |  |  |  |  |\n");
        }
    }

    private boolean isShown(ArtifactSection artifact) {
        return !artifact.held().isEmpty()
                || artifact.outcome().equals("held")
                || (showsChanged && !artifact.outcome().equals("unchanged"));
    }

    /** Writes the page that is full, and begins the next. */
    private void turn() throws IOException {
        pages++;
        String name = "page-%s.md".formatted(padded(pages));
        try (Writer out = place.open(stem + "/" + name)) {
            out.append("# %s, page %s\n\n[Back to the report](../%s)\n\n%s\n"
                    .formatted(Markdown.prose(report.title()), pages, link(place.name()), MarkdownArtifact.LEGEND));
            for (ArtifactSection artifact : page) {
                new MarkdownArtifact(artifact, report.sample(), out).write();
            }
        }
        index.append(Markdown.row(
                        "[%s](%s/%s)".formatted(pages, link(stem), name),
                        Markdown.code(page.get(0).artifactId()),
                        Markdown.code(page.get(page.size() - 1).artifactId()),
                        count("upgraded"),
                        count("held")))
                .append('\n');
        page.clear();
    }

    private String count(String outcome) {
        return Long.toString(page.stream()
                .filter(artifact -> artifact.outcome().equals(outcome))
                .count());
    }

    private static String padded(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    /** A folder cannot have the name of the report. */
    private static String stem(String file) {
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file + ".pages";
    }

    /** Returns {@code name} as a link may spell it. */
    private static String link(String name) {
        StringBuilder link = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) octet;
            if (octet > 0 && (Character.isLetterOrDigit(character) || "-._".indexOf(character) >= 0)) {
                link.append(character);
            } else {
                link.append("%%%02X".formatted(octet & 0xff));
            }
        }
        return link.toString();
    }
}
