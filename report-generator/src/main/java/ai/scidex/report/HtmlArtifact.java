package ai.scidex.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One artifact in HTML: a row of the table, and what unfolds below it.
 *
 * @param artifact the artifact
 * @param sample whether times are left out
 */
record HtmlArtifact(ArtifactSection artifact, boolean sample) {

    private static final String ABSENT = "<em>absent</em>";
    private static final String HELD = "<span class=\"mark held\">held</span>";

    /**
     * Returns its two rows, without a line between them: the cells by which it is found, and what unfolds below them.
     *
     * @param attributes those of what unfolds, where its details stand elsewhere
     * @param details what is unfolded
     */
    String rows(String attributes, String details) {
        String title = artifact.title() == null ? "<em>no title</em>" : Html.text(artifact.title());
        return """
                <tr><th scope="row"><span class="title">%s</span> <code class="id">%s</code></th>\
                <td><span class="mark outcome %s">%3$s</span></td>\
                <td class="fields">%s</td><td class="state">%s</td><td class="pin">%s</td></tr>\
                <tr class="more"><td colspan="5"><details%s><summary>Before and after\
                <span class="visually-hidden"> of %2$s</span></summary>\
                <div class="details">%s</div></details></td></tr>""".formatted(
                title,
                Html.escape(artifact.artifactId()),
                artifact.outcome(),
                artifact.held().stream().map(field -> Html.code(field.field())).collect(Collectors.joining(" ")),
                Html.text(artifact.promotionState()),
                Html.text(artifact.code().strength()),
                attributes,
                details);
    }

    /** Returns what is unfolded. */
    String details() {
        StringBuilder html = new StringBuilder();
        html.append("<p><strong>%s</strong>, %s.</p>\n".formatted(artifact.outcome(), artifact.outcomeSentence()));
        facts(html);
        held(html);
        fields(html);
        rulings(html);
        metadata(html);
        return html.toString();
    }

    private void facts(StringBuilder html) {
        html.append("<dl>\n");
        fact("Promotion", promotion(), html);
        fact("Code", artifact.code().sentence(Html::code, Html::text), html);
        MetadataChange metadata = artifact.metadata();
        fact("Metadata before, SHA-256", codeOrAbsent(metadata.beforeSha256()), html);
        fact("Metadata after, SHA-256", metadata.isSame() ? "the same" : codeOrAbsent(metadata.afterSha256()), html);
        fact(
                "Kept as they were",
                artifact.keptKeys().isEmpty()
                        ? "<em>no keys</em>"
                        : artifact.keptKeys().stream().map(Html::code).collect(Collectors.joining(", ")),
                html);
        html.append("</dl>\n");
    }

    private static void fact(String name, String value, StringBuilder html) {
        html.append("<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(name, value));
    }

    private String promotion() {
        return "%s, %s"
                .formatted(
                        Html.text(artifact.promotionState()),
                        artifact.promotionReason() == null
                                ? "no reason recorded"
                                : "because: " + Html.text(artifact.promotionReason()));
    }

    private void held(StringBuilder html) {
        if (artifact.held().isEmpty()) {
            return;
        }
        table("holds", "Held for a person", List.of("Field", "Needed", "Why", "Candidates", "Decide it with"), html);
        for (HeldField field : artifact.held()) {
            String why = field.explanation() == null ? "" : " " + Html.text(field.explanation());
            row(
                    List.of(
                            Html.code(field.field()),
                            field.required() ? "required" : "optional",
                            Html.code(field.reason()) + why,
                            candidates(field.candidates()),
                            "<code class=\"command\">%s</code>".formatted(Html.escape(field.command()))),
                    html);
        }
        html.append("</tbody></table>\n");
    }

    private static String candidates(List<Candidate> candidates) {
        return candidates.isEmpty()
                ? "<em>none</em>"
                : candidates.stream()
                        .map(candidate -> "<li>%s from %s</li>"
                                .formatted(Html.code(candidate.value()), Html.code(candidate.source())))
                        .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private void fields(StringBuilder html) {
        if (artifact.fields().isEmpty()) {
            return;
        }
        Set<String> held = artifact.held().stream().map(HeldField::field).collect(Collectors.toSet());
        table("by-field", "Field by field", List.of("Field", "Old value", "New value", "Source", "Rule"), html);
        for (FieldLine field : artifact.fields()) {
            boolean open = field.newValue() == null && held.contains(field.field());
            row(
                    List.of(
                            Html.code(field.field()),
                            codeOrAbsent(field.oldValue()),
                            open ? HELD : codeOrAbsent(field.newValue()),
                            field.sources().stream().map(Html::code).collect(Collectors.joining(", ")),
                            field.rule() == null ? "" : Html.text(field.rule())),
                    html);
        }
        html.append("</tbody></table>\n");
    }

    private void rulings(StringBuilder html) {
        if (artifact.rulings().isEmpty()) {
            return;
        }
        table("rulings", "Decided by people", List.of("Field", "Decision", "Value", "By", "When", "Why"), html);
        for (FieldRuling ruling : artifact.rulings()) {
            row(
                    List.of(
                            Html.code(ruling.field()),
                            Html.text(ruling.decision()),
                            ruling.value() == null ? "" : Html.code(ruling.value()),
                            Html.text(ruling.by()),
                            sample ? "<em>left out</em>" : Html.text(ruling.at()),
                            ruling.note() == null ? "<em>nobody said</em>" : Html.text(ruling.note())),
                    html);
        }
        html.append("</tbody></table>\n");
    }

    private static void table(String kind, String caption, List<String> columns, StringBuilder html) {
        html.append("<table class=\"%s\"><caption>%s</caption><thead><tr>".formatted(kind, caption));
        columns.forEach(column -> html.append("<th scope=\"col\">%s</th>".formatted(column)));
        html.append("</tr></thead><tbody>\n");
    }

    /** The first cell names the row. */
    private static void row(List<String> cells, StringBuilder html) {
        html.append("<tr><th scope=\"row\">%s</th>".formatted(cells.get(0)));
        cells.subList(1, cells.size())
                .forEach(cell -> html.append("<td>").append(cell).append("</td>"));
        html.append("</tr>\n");
    }

    private void metadata(StringBuilder html) {
        MetadataChange metadata = artifact.metadata();
        if (metadata.isNone()) {
            return;
        }
        if (metadata.isTooLong()) {
            html.append(
                    "<p>The metadata is too long to be shown here; the view <code>metadata_history</code> has it.</p>\n");
            return;
        }
        List<LineDiff.Row> rows = metadata.diff().rows();
        if (metadata.isSame()) {
            html.append("""
                    <table class="diff"><caption>All of the metadata, which nothing changed</caption>\
                    <thead><tr><th scope="col">Before and after</th></tr></thead><tbody>
                    """);
            rows.forEach(row -> html.append("<tr>" + line(row.before(), "") + "</tr>\n"));
        } else {
            html.append("""
                    <table class="diff"><caption>All of the metadata, side by side</caption>\
                    <thead><tr><th scope="col">Before</th><th scope="col">After</th></tr></thead><tbody>
                    """);
            rows.forEach(row -> html.append("<tr>%s%s</tr>\n"
                    .formatted(
                            line(row.before(), row.same() ? "" : "gone"), line(row.after(), row.same() ? "" : "new"))));
        }
        html.append("</tbody></table>\n");
    }

    /** Colour alone would tell not everybody what changed. */
    private static String line(@Nullable String line, String change) {
        if (line == null) {
            return "<td></td>";
        }
        String text = Html.escape(line);
        return switch (change) {
            case "gone" -> "<td class=\"gone\"><del>" + text + "</del></td>";
            case "new" -> "<td class=\"new\"><ins>" + text + "</ins></td>";
            default -> "<td>" + text + "</td>";
        };
    }

    private static String codeOrAbsent(@Nullable String value) {
        return value == null ? ABSENT : Html.code(value);
    }
}
