package ai.scidex.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The section of one artifact in Markdown.
 *
 * @param artifact the artifact
 * @param sample whether times are left out
 * @param out where it goes
 */
record MarkdownArtifact(ArtifactSection artifact, boolean sample, Appendable out) {

    /** How its values are written. */
    static final String LEGEND = """
            Values are JSON, in code font: `"8"` is a text, `8` a number; *absent* means that there is none. What
            cannot be seen, or could be taken for more than text, is written as a JSON escape, such as `\\u200b`. A
            long value is cut, with the number of characters that are left out behind it.""";

    void write() throws IOException {
        String title =
                artifact.title() == null ? Markdown.code(artifact.artifactId()) : Markdown.prose(artifact.title());
        paragraph("### %s: %s".formatted(title, artifact.outcome()));
        line("");
        line("- Artifact: " + Markdown.code(artifact.artifactId()));
        line("- Outcome: " + "**%s**, %s".formatted(artifact.outcome(), artifact.outcomeSentence()));
        line("- Promotion: %s, %s"
                .formatted(
                        Markdown.prose(artifact.promotionState()),
                        artifact.promotionReason() == null
                                ? "no reason recorded"
                                : "because: " + Markdown.prose(artifact.promotionReason())));
        line("- Code: " + artifact.code().sentence(Markdown::code, Markdown::prose));
        line("- Metadata before, SHA-256: " + codeOrAbsent(artifact.metadata().beforeSha256()));
        line("- Metadata after, SHA-256: "
                + (artifact.metadata().isSame()
                        ? "the same"
                        : codeOrAbsent(artifact.metadata().afterSha256())));
        line("- Kept as they were: "
                + (artifact.keptKeys().isEmpty()
                        ? "*no keys*"
                        : artifact.keptKeys().stream().map(Markdown::code).collect(Collectors.joining(", "))));
        fields();
        held(artifact.held());
        metadata();
        rulings(artifact.rulings());
    }

    private void fields() throws IOException {
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
        paragraph("| Held field | Needed | Why | Candidate | Source | Decide it with |", "|---|---|---|---|---|---|");
        for (HeldField field : held) {
            String name = Markdown.code(field.field());
            String needed = field.required() ? "required" : "optional";
            String why = field.explanation() == null
                    ? Markdown.code(field.reason())
                    : Markdown.code(field.reason()) + ": " + Markdown.prose(field.explanation());
            String command = Markdown.code(field.command());
            if (field.candidates().isEmpty()) {
                line(Markdown.row(name, needed, why, "*none*", "", command));
            }
            for (Candidate candidate : field.candidates()) {
                line(Markdown.row(
                        name,
                        needed,
                        why,
                        Markdown.code(candidate.value()),
                        Markdown.code(candidate.source()),
                        command));
                name = "";
                needed = "";
                why = "";
                command = "";
            }
        }
    }

    private void metadata() throws IOException {
        MetadataChange metadata = artifact.metadata();
        if (metadata.isNone()) {
            return;
        }
        if (metadata.isTooLong()) {
            paragraph("The metadata is too long to be shown here; the view `metadata_history` has it.");
            return;
        }
        List<String> lines = metadata.isSame() ? unchanged(metadata) : changed(metadata);
        String fence = Markdown.fence(lines);
        paragraph("<details><summary>%s</summary>"
                .formatted(
                        metadata.isSame()
                                ? "All of the metadata, which nothing changed"
                                : "All of the metadata, before and after"));
        paragraph(fence + (metadata.isSame() ? "json" : "diff"));
        for (String line : lines) {
            line(line);
        }
        line(fence);
        paragraph("</details>");
    }

    private static List<String> unchanged(MetadataChange metadata) {
        return metadata.diff().rows().stream()
                .map(LineDiff.Row::before)
                .filter(Objects::nonNull)
                .map(Markdown::fenced)
                .toList();
    }

    /** What is gone stands before what is new, as in every diff. */
    private static List<String> changed(MetadataChange metadata) {
        List<String> lines = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (LineDiff.Row row : metadata.diff().rows()) {
            if (row.same()) {
                lines.addAll(added);
                added.clear();
                lines.add(" " + Markdown.fenced(String.valueOf(row.after())));
                continue;
            }
            if (row.before() != null) {
                lines.add("-" + Markdown.fenced(row.before()));
            }
            if (row.after() != null) {
                added.add("+" + Markdown.fenced(row.after()));
            }
        }
        lines.addAll(added);
        return lines;
    }

    private void rulings(List<FieldRuling> rulings) throws IOException {
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
