package ai.scidex.report;

import java.io.IOException;
import java.util.List;

/**
 * The report as GitHub-flavoured Markdown: the same report always gives the same text, and lines end in LF.
 *
 * <p>Numbers are formatted with {@code %s}, because the digits of {@code %d} are those of the locale.
 */
public final class MarkdownReport {

    /** Nobody reads a longer file, and GitHub would not show it. */
    static final int MOST_ARTIFACTS = 200;

    /** Nobody turns so many pages. */
    private static final int MOST_ARTIFACTS_ON_PAGES = 20_000;

    private static final int MOST_CHANGES = 200;

    private final Appendable out;

    private MarkdownReport(Appendable out) {
        this.out = out;
    }

    /**
     * Writes {@code report} to {@code out}, one artifact after the other. If they are many, those that were changed or
     * held come on pages beside it, and every one becomes a line of JSON; if they are more than anybody would look
     * through, only those that have something to decide come on pages.
     *
     * @param place opens what stands beside it
     * @throws IOException if one of them cannot be written to
     */
    public static void write(MigrationReport report, Appendable out, ReportPlace place) throws IOException {
        new MarkdownReport(out).write(report, new MarkdownPages(report, out, place));
    }

    /** Returns whether a report on so many artifacts shows the metadata also of those that have nothing to decide. */
    public static boolean showsEveryMetadata(long artifactCount) {
        return artifactCount <= MOST_ARTIFACTS_ON_PAGES;
    }

    private void write(MigrationReport report, MarkdownPages pages) throws IOException {
        line("# " + Markdown.prose(report.title()));
        if (report.sample()) {
            paragraph(
                    "> **This is a made-up sample.** No artifact below comes from a real database: the metadata and the",
                    "> tails of the UUIDs were invented for trying the migration out. Run ids and times are left out, so that",
                    "> the same sample always gives the same report.");
        }
        paragraph(
                "What the migration found in each model artifact and what it made of it, field by field: the value that",
                "was there, the value that is there now, where it came from and by which rule, and what is held for a",
                "person to decide because a guess might be wrong.");
        totals(report.totals());
        criteria(report.criteria());
        changedSince(report.changedSince());
        runs(report);
        paragraph("## Artifacts");
        if (report.artifactCount() > MOST_ARTIFACTS) {
            pages.write();
        } else {
            artifacts(report.artifacts(), report.sample());
        }
    }

    private void totals(List<Total> totals) throws IOException {
        paragraph("## Summary");
        if (totals.isEmpty()) {
            paragraph("Nothing was counted.");
            return;
        }
        paragraph("| What | Which | How many |", "|---|---|---:|");
        String group = "";
        for (Total total : totals) {
            boolean same = total.group().equals(group);
            group = total.group();
            line(Markdown.row(
                    same ? "" : Markdown.prose(group), Markdown.prose(total.name()), Long.toString(total.count())));
        }
        chart(totals);
    }

    /** Only names that mean nothing to Mermaid come in, and only figures that can be seen. */
    private void chart(List<Total> totals) throws IOException {
        List<Total> shown = totals.stream()
                .filter(total -> total.group().equals(Total.OUTCOME) && total.count() > 0)
                .filter(total -> total.name().matches("[a-z]+"))
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        paragraph("```mermaid", "pie showData title Artifacts by outcome");
        for (Total total : shown) {
            line("    \"%s\" : %s".formatted(total.name(), total.count()));
        }
        line("```");
    }

    private void criteria(List<Criterion> criteria) throws IOException {
        paragraph("## Verification");
        if (criteria.isEmpty()) {
            paragraph("Nothing was verified.");
            return;
        }
        long broken = criteria.stream().filter(criterion -> !criterion.ok()).count();
        paragraph((broken == 0 ? "%s of %s criteria hold." : "**%s of %s criteria hold.**")
                .formatted(criteria.size() - broken, criteria.size()));
        paragraph("| Criterion | Holds | Expected | Found |", "|---|---|---|---|");
        for (Criterion criterion : criteria) {
            line(Markdown.row(
                    Markdown.code(criterion.id()),
                    criterion.ok() ? "yes" : "**no**",
                    Markdown.prose(criterion.expected()),
                    Markdown.prose(criterion.actual())));
        }
    }

    private void changedSince(List<LaterChange> changes) throws IOException {
        if (changes.isEmpty()) {
            return;
        }
        paragraph(
                "What follows was changed by others after the run, and is no failure of it. The sections below tell what",
                "the run did.");
        paragraph("| Artifact | Changed since |", "|---|---|");
        for (LaterChange change : changes.subList(0, Math.min(MOST_CHANGES, changes.size()))) {
            line(Markdown.row(Markdown.code(change.artifactId()), Markdown.code(change.what())));
        }
        if (changes.size() > MOST_CHANGES) {
            paragraph("%s more are left out; `model-catalog verify` lists them all."
                    .formatted(changes.size() - MOST_CHANGES));
        }
    }

    private void runs(MigrationReport report) throws IOException {
        List<Run> runs = report.runs();
        paragraph(runs.size() == 1 ? "## Run" : "## Runs");
        if (report.database() != null) {
            paragraph("Database: " + Markdown.code(report.database()));
        }
        if (runs.isEmpty()) {
            paragraph("No run was recorded.");
            return;
        }
        line("");
        for (Run run : runs) {
            if (report.sample()) {
                line("- Run, its id and times left out");
            } else {
                line("- Run " + Markdown.prose(run.id()));
                line("  - Started: %s, by %s"
                        .formatted(Markdown.prose(run.startedAt()), Markdown.prose(run.startedBy())));
                line("  - Finished: " + (run.finishedAt() == null ? "*not yet*" : Markdown.prose(run.finishedAt())));
                if (run.revertedAt() != null) {
                    line("  - **Reverted**: " + Markdown.prose(run.revertedAt()));
                }
            }
            line("  - Tool: version %s, rules version %s"
                    .formatted(Markdown.prose(run.toolVersion()), Markdown.prose(run.rulesVersion())));
            line("  - Schema: version %s, SHA-256 %s"
                    .formatted(Markdown.prose(run.schemaVersion()), Markdown.code(run.schemaSha256())));
            line("  - Models that the manifest expects: "
                    + (run.expectedModels() == null ? "*no manifest*" : run.expectedModels()));
        }
    }

    private void artifacts(Iterable<ArtifactSection> artifacts, boolean sample) throws IOException {
        paragraph(MarkdownArtifact.LEGEND);
        boolean none = true;
        for (ArtifactSection artifact : artifacts) {
            none = false;
            new MarkdownArtifact(artifact, sample, out).write();
        }
        if (none) {
            paragraph("No artifact was decided.");
        }
    }

    private void paragraph(String... lines) throws IOException {
        line("");
        for (String line : lines) {
            line(line);
        }
    }

    private void line(String line) throws IOException {
        out.append(line).append('\n');
    }
}
