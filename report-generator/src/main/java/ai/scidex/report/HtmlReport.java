package ai.scidex.report;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report as one page of HTML, which needs nothing beside it: it may load nothing, and runs no script but its own.
 *
 * <p>The same report always gives the same text, and lines end in LF.
 */
public final class HtmlReport {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z]+)}");

    private static final int MOST_CHANGES = 200;

    /** More artifacts would make the page too heavy for a browser; those are packed. */
    private static final int MOST_UNPACKED = 200;

    private static final String TABLE_END = "</tbody></table>";

    private final MigrationReport report;
    private final Appendable out;

    private HtmlReport(MigrationReport report, Appendable out) {
        this.report = report;
        this.out = out;
    }

    /**
     * Writes {@code report} to {@code out}, one artifact after the other.
     *
     * @throws IOException if {@code out} cannot be written to
     */
    public static void write(MigrationReport report, Appendable out) throws IOException {
        new HtmlReport(report, out).write();
    }

    private void write() throws IOException {
        String page = PagePart.PAGE.text();
        Matcher place = PLACE.matcher(page);
        int written = 0;
        while (place.find()) {
            out.append(page, written, place.start());
            written = place.end();
            fill(place.group(1));
        }
        out.append(page, written, page.length());
    }

    private void fill(String place) throws IOException {
        switch (place) {
            case "policy" ->
                out.append("default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
                        .formatted(PagePart.STYLE.hash(), PagePart.SCRIPT.hash()));
            case "title" -> out.append(Html.escape(report.title()));
            case "style" -> out.append(PagePart.STYLE.text());
            case "script" -> out.append(PagePart.SCRIPT.text());
            case "sample" -> sample();
            case "summary" -> summary();
            case "criteria" -> criteria();
            case "runs" -> runs();
            case "noscript" -> noScript();
            case "artifacts" -> artifacts();
            default -> throw new AssertionError("the page has no place called " + place);
        }
    }

    private void sample() throws IOException {
        if (report.sample()) {
            line(
                    "<p class=\"note\"><strong>This is a made-up sample.</strong> No artifact below comes from a real database:"
                            + " the metadata and the tails of the UUIDs were invented for trying the migration out. Run ids and"
                            + " times are left out, so that the same sample always gives the same report.</p>");
        }
    }

    private void summary() throws IOException {
        if (report.totals().isEmpty()) {
            line("<p>Nothing was counted.</p>");
            return;
        }
        tiles();
        line("<div class=\"charts\">");
        chart("outcomes", "Artifacts by outcome", Total.OUTCOME);
        chart("holds", "Open holds by field", Total.HELD_FIELD);
        line("</div>");
        line("<details class=\"box\"><summary>All figures</summary>");
        line("<table><thead><tr><th scope=\"col\">What</th><th scope=\"col\">Which</th>"
                + "<th scope=\"col\" class=\"figure\">How many</th></tr></thead><tbody>");
        for (Total total : report.totals()) {
            line("<tr><td>%s</td><th scope=\"row\">%s</th><td class=\"figure\">%s</td></tr>"
                    .formatted(Html.text(total.group()), Html.text(total.name()), total.count()));
        }
        line(TABLE_END + "</details>");
    }

    private void tiles() throws IOException {
        line("<ul class=\"tiles\">");
        tile("", Html.number(report.artifactCount()), "artifacts");
        for (Total total : report.totals()) {
            if (total.group().equals(Total.OUTCOME)) {
                tile(BarChart.colour(total), Html.number(total.count()), total.name());
            }
        }
        tile("", Html.number(sum(total -> total.group().equals(Total.HELD_FIELD))), "open holds");
        long met = report.criteria().stream().filter(Criterion::ok).count();
        if (!report.criteria().isEmpty()) {
            boolean all = met == report.criteria().size();
            tile(
                    all ? "upgraded" : "bad",
                    "%s of %s".formatted(met, report.criteria().size()),
                    "criteria hold");
        }
        line("</ul>");
    }

    private void tile(String colour, String figure, String what) throws IOException {
        line("<li class=\"%s\"><b>%s</b> %s</li>".formatted(colour, figure, Html.text(what)));
    }

    private long sum(Predicate<Total> which) {
        return report.totals().stream().filter(which).mapToLong(Total::count).sum();
    }

    private void chart(String id, String title, String group) throws IOException {
        List<Total> totals = report.totals().stream()
                .filter(total -> total.group().equals(group))
                .toList();
        line("<figure><figcaption>%s</figcaption>".formatted(title));
        if (totals.isEmpty()) {
            line("<p>There are none.</p>");
        } else {
            out.append(new BarChart(id, title, totals).svg());
        }
        line("</figure>");
    }

    private void criteria() throws IOException {
        List<Criterion> criteria = report.criteria();
        if (criteria.isEmpty()) {
            line("<p>Nothing was verified.</p>");
        } else {
            long broken = criteria.stream().filter(criterion -> !criterion.ok()).count();
            line("<details class=\"box\"%s><summary>%s of %s criteria hold</summary>"
                    .formatted(broken == 0 ? "" : " open", criteria.size() - broken, criteria.size()));
            line("<table><thead><tr><th scope=\"col\">Criterion</th><th scope=\"col\">Holds</th>"
                    + "<th scope=\"col\">Expected</th><th scope=\"col\">Found</th></tr></thead><tbody>");
            for (Criterion criterion : criteria) {
                line(
                        "<tr><th scope=\"row\">%s</th><td><span class=\"mark %s\">%2$s</span></td><td>%s</td><td>%s</td></tr>"
                                .formatted(
                                        Html.code(criterion.id()),
                                        criterion.ok() ? "yes" : "no",
                                        Html.text(criterion.expected()),
                                        Html.text(criterion.actual())));
            }
            line(TABLE_END + "</details>");
        }
        changedSince();
    }

    private void changedSince() throws IOException {
        List<LaterChange> changes = report.changedSince();
        if (changes.isEmpty()) {
            return;
        }
        line(
                "<p>What follows was changed by others after the run, and is no failure of it. The artifacts below tell what"
                        + " the run did.</p>");
        line(
                "<table><thead><tr><th scope=\"col\">Artifact</th><th scope=\"col\">Changed since</th></tr></thead><tbody>");
        for (LaterChange change : changes.subList(0, Math.min(MOST_CHANGES, changes.size()))) {
            line("<tr><th scope=\"row\">%s</th><td>%s</td></tr>"
                    .formatted(Html.code(change.artifactId()), Html.code(change.what())));
        }
        line(TABLE_END);
        if (changes.size() > MOST_CHANGES) {
            line("<p>%s more are left out; <code>model-catalog verify</code> lists them all.</p>"
                    .formatted(changes.size() - MOST_CHANGES));
        }
    }

    private void runs() throws IOException {
        if (report.database() != null) {
            line("<p>Database: %s</p>".formatted(Html.code(report.database())));
        }
        if (report.runs().isEmpty()) {
            line("<p>No run was recorded.</p>");
            return;
        }
        for (Run run : report.runs()) {
            line("<dl class=\"box\">");
            if (report.sample()) {
                fact("Run", "its id and times left out");
            } else {
                fact("Run", Html.text(run.id()));
                fact("Started", "%s, by %s".formatted(Html.text(run.startedAt()), Html.text(run.startedBy())));
                fact("Finished", run.finishedAt() == null ? "<em>not yet</em>" : Html.text(run.finishedAt()));
                if (run.revertedAt() != null) {
                    fact("Reverted", Html.text(run.revertedAt()));
                }
            }
            fact(
                    "Tool",
                    "version %s, rules version %s"
                            .formatted(Html.text(run.toolVersion()), Html.text(run.rulesVersion())));
            fact(
                    "Schema",
                    "version %s, SHA-256 %s".formatted(Html.text(run.schemaVersion()), Html.code(run.schemaSha256())));
            fact(
                    "Models that the manifest expects",
                    run.expectedModels() == null
                            ? "<em>no manifest</em>"
                            : run.expectedModels().toString());
            line("</dl>");
        }
    }

    private void fact(String name, String value) throws IOException {
        line("<div><dt>%s</dt><dd>%s</dd></div>".formatted(name, value));
    }

    private void noScript() throws IOException {
        if (report.artifactCount() > MOST_UNPACKED) {
            line(
                    ("<noscript><p class=\"note\">Without JavaScript only the first %s artifacts are shown, and none can be"
                                    + " searched for. The Markdown report shows the others.</p></noscript>")
                            .formatted(MOST_UNPACKED));
        }
    }

    private void artifacts() throws IOException {
        if (report.artifactCount() == 0) {
            line("<p>No artifact was decided.</p>");
            return;
        }
        line("<table id=\"list\" data-waiting><caption class=\"visually-hidden\">Artifacts</caption>"
                + "<thead><tr><th scope=\"col\">Artifact</th><th scope=\"col\">Outcome</th><th scope=\"col\">Held fields</th>"
                + "<th scope=\"col\">Promotion</th><th scope=\"col\">Code pin</th></tr></thead>");
        PackedArtifacts packed = new PackedArtifacts();
        int count = 0;
        for (ArtifactSection section : report.artifacts()) {
            HtmlArtifact artifact = new HtmlArtifact(section, report.sample());
            if (count++ < MOST_UNPACKED) {
                line("<tbody>%s</tbody>".formatted(artifact.rows("", artifact.details())));
            } else {
                packed.add(artifact);
            }
            if (packed.isFull()) {
                out.append(packed.flush());
            }
        }
        out.append(packed.flush());
        line("</table>");
    }

    private void line(String line) throws IOException {
        out.append(line).append('\n');
    }
}
