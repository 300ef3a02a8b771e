package ai.scidex.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The report as GitHub-flavoured Markdown: the same report always gives the same text, and lines end in LF.
 *
 * <p>Numbers are formatted with {@code %s}, because the digits of {@code %d} are those of the locale.
 */
public final class MarkdownReport {

    private static final int MOST_CHANGES = 200;

    private final Appendable out;

    private MarkdownReport(Appendable out) {
        this.out = out;
    }

    /**
     * Writes {@code report} to {@code out}, one artifact after the other.
     *
     * @throws IOException if {@code out} cannot be written to
     */
    public static void write(MigrationReport report, Appendable out) throws IOException {
        new MarkdownReport(out).write(report);
    }

    private void write(MigrationReport report) throws IOException {
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
        runs(report.runs(), report.sample());
        artifacts(report.artifacts(), report.sample());
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

    private void runs(List<Run> runs, boolean sample) throws IOException {
        paragraph(runs.size() == 1 ? "## Run" : "## Runs");
        if (runs.isEmpty()) {
            paragraph("No run was recorded.");
            return;
        }
        line("");
        for (Run run : runs) {
            if (sample) {
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
        paragraph("## Artifacts");
        paragraph(
                "Values are JSON, in code font: `\"8\"` is a text, `8` a number; *absent* means that there is none. What",
                "cannot be seen, or could be taken for more than text, is written as a JSON escape, such as `\\u200b`. A",
                "long value is cut, with the number of characters that are left out behind it.");
        boolean none = true;
        for (ArtifactSection artifact : artifacts) {
            none = false;
            artifact(artifact);
            rulings(artifact.rulings(), sample);
        }
        if (none) {
            paragraph("No artifact was decided.");
        }
    }

    private void artifact(ArtifactSection artifact) throws IOException {
        String title =
                artifact.title() == null ? Markdown.code(artifact.artifactId()) : Markdown.prose(artifact.title());
        paragraph("### %s: %s".formatted(title, artifact.outcome()));
        line("");
        line("- Artifact: " + Markdown.code(artifact.artifactId()));
        line("- Outcome: " + outcome(artifact.outcome()));
        line("- Promotion: %s, %s"
                .formatted(
                        Markdown.prose(artifact.promotionState()),
                        artifact.promotionReason() == null
                                ? "no reason recorded"
                                : "because: " + Markdown.prose(artifact.promotionReason())));
        line("- Code: " + code(artifact.code()));
        line("- Metadata before, SHA-256: " + codeOrAbsent(artifact.metadataBeforeSha256()));
        line("- Metadata after, SHA-256: "
                + (Objects.equals(artifact.metadataAfterSha256(), artifact.metadataBeforeSha256())
                        ? "the same"
                        : codeOrAbsent(artifact.metadataAfterSha256())));
        line("- Kept as they were: "
                + (artifact.keptKeys().isEmpty()
                        ? "*no keys*"
                        : artifact.keptKeys().stream().map(Markdown::code).collect(Collectors.joining(", "))));
        fields(artifact);
        held(artifact.held());
    }

    private static String outcome(String outcome) {
        return switch (outcome) {
            case "upgraded" -> "**upgraded**, its metadata took the new values below and meets the schema";
            case "held" ->
                "**held**, its metadata stays as it was, and takes the new values below once the required fields"
                        + " that are held are decided";
            case "unchanged" -> "**unchanged**, its metadata met the schema already";
            default -> throw new AssertionError("unhandled " + outcome);
        };
    }

    private static String code(CodePin code) {
        List<String> parts = new ArrayList<>();
        if (code.repoUrl() != null) {
            parts.add("repository " + Markdown.code(code.repoUrl()));
        }
        if (code.commitSha() != null) {
            parts.add("pinned to commit " + Markdown.code(code.commitSha()));
        }
        if (code.entrypoint() != null) {
            parts.add("entry point " + Markdown.code(code.entrypoint()));
        }
        return parts.isEmpty() ? "no code link" : String.join(", ", parts);
    }

    private void fields(ArtifactSection artifact) throws IOException {
        if (artifact.fields().isEmpty()) {
            return;
        }
        Set<String> held = artifact.held().stream().map(HeldField::field).collect(Collectors.toSet());
        paragraph("| Field | Old value | New value | Source | Rule |", "|---|---|---|---|---|");
        for (FieldLine field : artifact.fields()) {
            boolean open = field.newValue() == null && held.contains(field.field());
            line(Markdown.row(
                    Markdown.code(field.field()),
                    codeOrAbsent(field.oldValue()),
                    open ? "**held**" : codeOrAbsent(field.newValue()),
                    field.sources().stream().map(Markdown::code).collect(Collectors.joining(", ")),
                    field.rule() == null ? "" : Markdown.prose(field.rule())));
        }
    }

    private void held(List<HeldField> held) throws IOException {
        if (held.isEmpty()) {
            return;
        }
        paragraph("| Held field | Needed | Why | Candidate | Source |", "|---|---|---|---|---|");
        for (HeldField field : held) {
            String name = Markdown.code(field.field());
            String needed = field.required() ? "required" : "optional";
            String why = field.explanation() == null
                    ? Markdown.code(field.reason())
                    : Markdown.code(field.reason()) + ": " + Markdown.prose(field.explanation());
            if (field.candidates().isEmpty()) {
                line(Markdown.row(name, needed, why, "*none*", ""));
            }
            for (Candidate candidate : field.candidates()) {
                line(Markdown.row(
                        name, needed, why, Markdown.code(candidate.value()), Markdown.code(candidate.source())));
                name = "";
                needed = "";
                why = "";
            }
        }
    }

    private void rulings(List<FieldRuling> rulings, boolean sample) throws IOException {
        if (rulings.isEmpty()) {
            return;
        }
        paragraph("| Decided field | Decision | Value | By | When | Why |", "|---|---|---|---|---|---|");
        for (FieldRuling ruling : rulings) {
            line(Markdown.row(
                    Markdown.code(ruling.field()),
                    Markdown.prose(ruling.decision()),
                    ruling.value() == null ? "" : Markdown.code(ruling.value()),
                    Markdown.prose(ruling.by()),
                    sample ? "*left out*" : Markdown.prose(ruling.at()),
                    ruling.note() == null ? "*nobody said*" : Markdown.prose(ruling.note())));
        }
    }

    private static String codeOrAbsent(@Nullable String value) {
        return value == null ? "*absent*" : Markdown.code(value);
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
