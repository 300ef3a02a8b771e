package ai.scidex.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    @Test
    void showsAFieldOldBesideNew() throws IOException {
        assertThat(html(EightModels.report())).contains("""
                <table class="by-field"><caption>Field by field</caption><thead><tr><th scope="col">Field</th>\
                <th scope="col">Old value</th><th scope="col">New value</th><th scope="col">Source</th>\
                <th scope="col">Rule</th></tr></thead><tbody>
                <tr><th scope="row"><code>model_family</code></th><td><code>&quot;ODE&quot;</code></td>\
                <td><code>&quot;biophysical&quot;</code></td><td><code>/model_family</code></td><td>ode is biophysical</td></tr>
                """);
    }

    @Test
    void saysHowAHeldFieldIsDecided() throws IOException {
        assertThat(html(EightModels.report())).contains("""
                <tr><th scope="row"><code>evaluation_dataset</code></th><td>required</td>\
                <td><code>conflict</code> the sources do not agree</td>\
                <td><ul><li><code>&quot;ADNI-3&quot;</code> from <code>/eval_dataset</code></li>\
                <li><code>&quot;ADNI-3 hold-out&quot;</code> from <code>/test_dataset</code></li></ul></td>\
                <td><code class="command">model-catalog review resolve 2</code></td></tr>
                """);
    }

    @Test
    void setsMetadataSideBySideAndMarksWhatChanged() throws IOException {
        assertThat(html(EightModels.report())).contains("""
                <table class="diff"><caption>All of the metadata, side by side</caption><thead><tr><th scope="col">Before</th>\
                <th scope="col">After</th></tr></thead><tbody>
                <tr><td>{</td><td>{</td></tr>
                <tr><td>  &quot;_origin&quot;: {&quot;site&quot;: &quot;scidex.example&quot;},</td>\
                <td>  &quot;_origin&quot;: {&quot;site&quot;: &quot;scidex.example&quot;},</td></tr>
                <tr><td>  &quot;equations&quot;: [&quot;dA/dt = k1 - k2 * A&quot;],</td>\
                <td>  &quot;equations&quot;: [&quot;dA/dt = k1 - k2 * A&quot;],</td></tr>
                <tr><td class="gone"><del>  &quot;model_family&quot;: &quot;ODE&quot;</del></td>\
                <td class="new"><ins>  &quot;model_family&quot;: &quot;biophysical&quot;,</ins></td></tr>
                <tr><td></td><td class="new"><ins>  &quot;framework&quot;: &quot;scipy&quot;,</ins></td></tr>
                <tr><td></td><td class="new"><ins>  &quot;parameter_count&quot;: 14</ins></td></tr>
                <tr><td>}</td><td>}</td></tr>
                </tbody></table>
                """);
    }

    @Test
    void drawsTheOutcomesAndSaysThemInWords() throws IOException {
        assertThat(html(EightModels.report())).contains("""
                <figure><figcaption>Artifacts by outcome</figcaption>
                <svg viewBox="0 0 560 94" role="img" aria-labelledby="outcomes-title outcomes-text" focusable="false">
                <title id="outcomes-title">Artifacts by outcome</title>
                <desc id="outcomes-text">upgraded: 5; held: 3; unchanged: 0</desc>
                <text class="name" x="186" y="21">upgraded</text>
                <rect class="upgraded" x="196" y="7" width="304" height="18" rx="3"></rect>
                <text class="count" x="508" y="21">5</text>
                <text class="name" x="186" y="51">held</text>
                <rect class="held" x="196" y="37" width="182" height="18" rx="3"></rect>
                <text class="count" x="386" y="51">3</text>
                <text class="name" x="186" y="81">unchanged</text>
                <rect class="unchanged" x="196" y="67" width="0" height="18" rx="3"></rect>
                <text class="count" x="204" y="81">0</text>
                </svg>
                """);
    }

    @Test
    void loadsNothingAndRunsNoScriptButItsOwn() throws IOException {
        String html = html(EightModels.report());

        assertThat(html)
                .contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '"
                        + PagePart.STYLE.hash() + "'; script-src '" + PagePart.SCRIPT.hash()
                        + "'; base-uri 'none'; form-action 'none'\">")
                .contains("<style>" + PagePart.STYLE.text() + "</style>")
                .contains("<script>" + PagePart.SCRIPT.text() + "</script>");
        assertThat(tags(html))
                .noneMatch(tag -> tag.matches("(?s)<(link|iframe|img|object|embed|base|form [^>]*action).*"));
        assertThat(html).doesNotContain(" style=").doesNotContain("url(").doesNotContain("@import");
    }

    @Test
    void leavesWhatDiffersBetweenRunsOutOfTheReportOnTheSample() throws IOException {
        assertThat(html(EightModels.report()))
                .contains("<strong>This is a made-up sample.</strong>")
                .doesNotContain("2026-11-24")
                .doesNotContain("curator");
    }

    @Test
    void tellsWhatWasRunWhenAndOnWhat() throws IOException {
        Run run = new Run("17", "10:15 UTC", null, "11:00 UTC", "curator", "0.1.0", "2", "v1", "abc", null);

        assertThat(html(new MigrationReport(
                        "One run",
                        "jdbc:postgresql://db/scidex",
                        false,
                        List.of(run),
                        List.of(),
                        List.of(),
                        List.of(),
                        0,
                        List.of())))
                .contains("""
                        <p>Database: <code>jdbc:postgresql://db/scidex</code></p>
                        <dl class="box">
                        <div><dt>Run</dt><dd>17</dd></div>
                        <div><dt>Started</dt><dd>10:15 UTC, by curator</dd></div>
                        <div><dt>Finished</dt><dd><em>not yet</em></dd></div>
                        <div><dt>Reverted</dt><dd>11:00 UTC</dd></div>
                        <div><dt>Tool</dt><dd>version 0.1.0, rules version 2</dd></div>
                        <div><dt>Schema</dt><dd>version v1, SHA-256 <code>abc</code></dd></div>
                        <div><dt>Models that the manifest expects</dt><dd><em>no manifest</em></dd></div>
                        </dl>
                        """)
                .contains("<p>No artifact was decided.</p>");
    }

    @Test
    void cutsALongValueAndSaysSo() {
        assertThat(Html.code("x".repeat(Html.LONGEST + 3)))
                .isEqualTo("<code>" + "x".repeat(Html.LONGEST) + "… <em>(3 more characters)</em></code>");
    }

    @Test
    void givesTheSameTextInEveryLocale() throws IOException {
        Locale before = Locale.getDefault();
        String expected = html(HostileModel.report());
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(html(HostileModel.report())).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void packsTheDetailsOfTheArtifactsAfterTheFirstTwoHundred() throws Exception {
        String html = html(MarkdownPagesTest.reportOn(251));

        assertThat(html)
                .contains("<noscript>")
                .contains("<td class=\"pin\">none</td></tr><tr class=\"more\"><td colspan=\"5\">"
                        + "<details data-pack=\"0\" data-part=\"0\"><summary>Before and after"
                        + "<span class=\"visually-hidden\"> of model-200</span></summary>"
                        + "<div class=\"details\"></div></details></td></tr>\n<tr>")
                .contains("<details data-pack=\"1\" data-part=\"0\"><summary>Before and after"
                        + "<span class=\"visually-hidden\"> of model-250</span>");
        assertThat(html.lines().filter(line -> line.startsWith("<tbody>"))).hasSize(200);
        List<String> packed = unpack(html, 0);
        assertThat(packed).hasSize(50);
        assertThat(packed.get(49)).contains("<del>  &quot;id&quot;: &quot;model-249&quot;</del>");
        assertThat(unpack(html, 1)).hasSize(1);
    }

    @Test
    void writesEachArtifactBeforeItReadsTheNext() throws IOException {
        StringBuilder text = new StringBuilder();
        List<Boolean> written = new ArrayList<>();
        Iterator<ArtifactSection> all = EightModels.report().artifacts().iterator();
        Iterable<ArtifactSection> watched = () -> new Iterator<>() {

            private String last = "<table id=";

            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public ArtifactSection next() {
                written.add(text.indexOf(last) >= 0);
                ArtifactSection section = all.next();
                last = section.artifactId();
                return section;
            }
        };

        HtmlReport.write(
                new MigrationReport("Eight", null, false, List.of(), List.of(), List.of(), List.of(), 8, watched),
                text);

        assertThat(written).isEqualTo(Collections.nCopies(8, true));
    }

    @Property(tries = 100)
    void noTextAddsATag(@ForAll @Size(41) List<@From("texts") String> texts) throws IOException {
        String expected = html(HostileTextTest.report(List.of("x")));
        String actual = html(HostileTextTest.report(texts));

        assertThat(tags(actual)).isEqualTo(tags(expected));
    }

    @Property(tries = 300)
    void textIsReadAsItIs(@ForAll("texts") String text) {
        String html = Html.escape(text);

        assertThat(html)
                .doesNotContainPattern("[<>\"']|&(?!(lt|gt|amp|quot|#39);)")
                .doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");
        assertThat(html.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&"))
                .isEqualTo(Visible.of(text));
    }

    @Property(tries = 100)
    void metadataAddsNoTag(@ForAll("texts") String text) throws IOException {
        String json = "[\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";

        assertThat(tags(html(reportOn(json)))).isEqualTo(tags(html(reportOn("[\"x\"]"))));
    }

    @Provide
    Arbitrary<String> texts() {
        return HostileTextTest.hostileTexts();
    }

    private static MigrationReport reportOn(String metadata) {
        ArtifactSection artifact = new ArtifactSection(
                "model-1",
                null,
                "upgraded",
                "candidate",
                null,
                CodePin.none(),
                new MetadataChange(metadata, "01", "[0]", "02"),
                List.of(),
                List.of(),
                List.of());
        return new MigrationReport(
                "One", null, false, List.of(), List.of(), List.of(), List.of(), 1, List.of(artifact));
    }

    /** Returns every tag in its order; no text stands in one, so it does not depend on any. */
    private static List<String> tags(String html) {
        return TAG.matcher(html).results().map(tag -> tag.group()).toList();
    }

    private static List<String> unpack(String html, int number) throws DataFormatException {
        Matcher packed = Pattern.compile(
                        "<script type=\"text/plain\" id=\"pack-" + number + "\">([A-Za-z0-9+/=]+)</script>")
                .matcher(html);
        assertThat(packed.find()).isTrue();
        Inflater inflater = new Inflater();
        inflater.setInput(Base64.getDecoder().decode(packed.group(1)));
        byte[] bytes = new byte[1_000_000];
        int length = inflater.inflate(bytes);
        inflater.end();
        return Stream.of(new String(bytes, 0, length, StandardCharsets.UTF_8).split("\u001e", -1))
                .toList();
    }

    private static String html(MigrationReport report) throws IOException {
        StringBuilder text = new StringBuilder();
        HtmlReport.write(report, text);
        return text.toString();
    }
}
