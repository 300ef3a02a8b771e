package ai.scidex.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A browser shows the HTML report: it finds, filters and unfolds, complains of nothing, and meets the rules of axe. Runs
 * with {@code -Pchromium}, and then must run.
 */
@Tag("chromium")
class ChromiumIT {

    private static final Path SOURCES = Path.of("src", "test", "node");

    private static final Path PICTURE = Path.of("..", "docs", "images", "report.png");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void install() throws Exception {
        for (String name : List.of("package.json", "package-lock.json", ".npmrc", "check.mjs")) {
            Files.copy(SOURCES.resolve(name), folder.resolve(name));
        }
        run("npm", "ci");
    }

    @Test
    void showsEightModelsInTheLight() throws Exception {
        String found = check(EightModels.report(), "light");

        assertThat(found)
                .startsWith("{\"problems\":[],\"requests\":[\"file:\"],")
                .contains("\"all\":{\"says\":\"8 artifacts\",\"rows\":8}")
                .contains("\"search\":{\"says\":\"3 of 8 artifacts\",\"rows\":3}")
                .contains("\"searchAndOutcome\":{\"says\":\"1 of 8 artifacts\",\"rows\":1}")
                .contains("\"cleared\":{\"says\":\"8 artifacts\",\"rows\":8}")
                .contains("\"field\":{\"says\":\"1 of 8 artifacts\",\"rows\":1}")
                .contains("\"violations\":[]")
                .contains("\"page\":\"rgb(246, 247, 249)\"")
                .contains("\"outcome\":[\"any\",\"held (3)\",\"upgraded (5)\"]")
                .contains("\"pin\":[\"any\",\"commit (5)\",\"none (3)\"]")
                .contains("\"open\":8");
    }

    @Test
    void showsAHostileModelInTheDark() throws Exception {
        String found = check(HostileModel.report(), "dark");

        assertThat(found)
                .startsWith("{\"problems\":[],\"requests\":[\"file:\"],")
                .contains("\"all\":{\"says\":\"2 artifacts\",\"rows\":2}")
                .contains("\"violations\":[]")
                .contains("\"title\":\"A report\\\\n# with two headings\"")
                .contains("\"page\":\"rgb(15, 19, 24)\"")
                .contains("\"pin\":[\"any\",\"</td> (1)\",\"none (1)\"]")
                .contains("\"open\":2");
    }

    @Test
    void turnsThePagesOfManyModelsAndUnpacksTheLast() throws Exception {
        String found = check(MarkdownPagesTest.reportOn(451), "light");

        assertThat(found)
                .startsWith("{\"problems\":[],\"requests\":[\"file:\"],")
                .contains("\"all\":{\"says\":\"451 artifacts, 1 to 100 listed\",\"rows\":100}")
                .contains("\"lastPage\":{\"says\":\"451 artifacts, 401 to 451 listed\",\"rows\":51}")
                .contains("\"unfolded\":"
                        + new HtmlArtifact(lastOf(451), false)
                                .details()
                                .replaceAll("<[^>]*>", "")
                                .replace("&quot;", "\"")
                                .length()
                        + ",")
                .contains("\"violations\":[]")
                .contains("\"open\":51");
    }

    private static ArtifactSection lastOf(int count) {
        ArtifactSection last = null;
        for (ArtifactSection artifact : MarkdownPagesTest.reportOn(count).artifacts()) {
            last = artifact;
        }
        return last;
    }

    /** Returns what the browser found; with {@code -Dgolden.update=true} the picture of the light report is taken anew. */
    private static String check(MigrationReport report, String colours) throws Exception {
        StringBuilder html = new StringBuilder();
        HtmlReport.write(report, html);
        Path file = Files.writeString(folder.resolve("report.html"), html);
        boolean pictured = Boolean.getBoolean("golden.update") && report.sample();
        return pictured
                ? run(
                        "node",
                        "check.mjs",
                        file.toString(),
                        colours,
                        PICTURE.toAbsolutePath().toString())
                : run("node", "check.mjs", file.toString(), colours);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path errors = folder.resolve(command[0] + ".err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        String output = String.join("\n", process.inputReader().lines().toList());
        assertThat(process.waitFor())
                .as("%s: %s", Arrays.toString(command), Files.readString(errors))
                .isZero();
        return output;
    }
}
