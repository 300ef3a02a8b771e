package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as people meet them: at a terminal, in a pipe, in another locale. */
class TerminalIT {

    private static final String CLEAR = "\r\u001b[K";

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void migrate() {
        database = ScidexDatabase.withSample();
        assertThat(Ended.on(database, "migrate", "--yes").exitCode()).isZero();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void controlCAtTheQuestionChangesNothing() throws IOException, InterruptedException {
        try (TerminalProcess backfill = TerminalProcess.start(80, Ended.environment(database), List.of("backfill"))) {
            backfill.await("Go ahead? [y/N] ");
            backfill.type("\u0003");

            assertThat(backfill.exitCode()).isEqualTo(130);
        }
        assertThat(database.queryText("SELECT count(*) FROM backfill_runs")).isEqualTo("0");
    }

    /** The launcher says so, and no shell is started to find out. */
    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, false", "3, true"})
    void resultsAreInColourWhereTheLauncherSaysThatTheyGoToATerminal(int terminals, boolean isInColour)
            throws IOException {
        try (CommandProcess help =
                CommandProcess.start(Map.of(), List.of("-Dmodel-catalog.terminals=" + terminals), List.of("--help"))) {
            assertThat(help.exitCode()).isZero();
            assertThat(help.out().contains("\u001b[1mmodel-catalog")).isEqualTo(isInColour);
        }
    }

    @Test
    void aBarIsDrawnAndTakenAway() throws IOException, SQLException, InterruptedException {
        try (Connection others = database.connection();
                Statement statement = others.createStatement();
                TerminalProcess backfill = TerminalProcess.start(
                        100, Ended.environment(database), List.of("backfill", "--yes", "--batch-size", "1"))) {
            others.setAutoCommit(false);
            statement.execute("SELECT FROM artifacts WHERE id = (SELECT max(id COLLATE \"C\") FROM artifacts"
                    + " WHERE artifact_type = 'model') FOR UPDATE");
            backfill.await(CLEAR + "backfill [##########################----] 7/8 model artifacts  ");
            others.rollback();

            assertThat(backfill.exitCode()).isZero();
            assertThat(backfill.printed())
                    .endsWith(CLEAR + "backfill  run 1 examined 8 model artifacts: 5 upgraded, 3 held, 0 unchanged\n");
        }
    }

    @Test
    void verifyIsInColourAndFitsANarrowTerminal() throws IOException, InterruptedException {
        Ended.on(database, "backfill", "--yes");
        try (TerminalProcess verify =
                TerminalProcess.start(40, Ended.environment(database), List.of("verify", "--no-progress"))) {
            assertThat(verify.exitCode()).as(verify.printed()).isZero();
            assertThat(verify.printed())
                    .contains("  \u001b[32mok\u001b[0m    every-model-has-a-version\n        expected 8, found 8\n");
        }
        try (TerminalProcess verify =
                TerminalProcess.start(100, plus("NO_COLOR", "1"), List.of("verify", "--no-progress"))) {
            assertThat(verify.exitCode()).isZero();
            assertThat(verify.printed())
                    .contains("  ok    every-model-has-a-version          expected 8, found 8\n")
                    .doesNotContain("\u001b");
        }
    }

    @Test
    void aClosedPipeIsNoFailure() throws IOException {
        Ended.on(database, "backfill", "--yes");

        Ended ended = shell(Map.of(), "set -o pipefail; %s | head -n 1".formatted(command("list")));

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("ID  ").hasLineCount(1);
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void saysTheSameInEveryLocaleAndTimeZone() throws IOException {
        Ended.on(database, "backfill", "--yes");
        String plain =
                shell(Map.of(), command("status") + " && " + command("verify")).out();

        Ended turkish = shell(
                Map.of("LC_ALL", "tr_TR.UTF-8", "TZ", "Asia/Kolkata", "JAVA_TOOL_OPTIONS", "-Duser.language=tr"),
                command("status") + " && " + command("verify"));

        assertThat(turkish.out()).isEqualTo(plain).contains("13 of 13 criteria hold");
    }

    @Test
    void needsNoHomeAndNoFolderToWriteTo() throws IOException {
        Path bare = Files.createDirectory(folder.resolve("bare"));
        Files.setPosixFilePermissions(bare, PosixFilePermissions.fromString("r-xr-xr-x"));

        Ended ended = shell(Map.of(), "unset HOME; cd '%s' && %s".formatted(bare, command("status")));

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).isEmpty();
        try (var files = Files.list(bare)) {
            assertThat(files).isEmpty();
        }
    }

    /** The largest file that may be written is smaller than the report: to a program that is a disk that is full. */
    @ParameterizedTest
    @ValueSource(strings = {"markdown", "html"})
    void aReportThatDoesNotFitLeavesTheOneThatWasThere(String format) throws IOException {
        Ended.on(database, "backfill", "--yes");
        Path report = Files.writeString(folder.resolve("report"), "the old one");

        Ended ended = shell(
                Map.of(),
                "ulimit -f 16; '%s'"
                        .formatted(String.join(
                                "' '",
                                CommandProcess.javaCommand(
                                        List.of("-XX:-UsePerfData"),
                                        List.of("report", "--format", format, "--file", report.toString())))));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .startsWith("model-catalog: cannot write the report %s: ".formatted(report))
                .endsWith("; name another with --file\n")
                .hasLineCount(1);
        assertThat(report).hasContent("the old one");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("report", "err");
        }
    }

    private static String command(String name) {
        return "'" + String.join("' '", CommandProcess.javaCommand(List.of(), List.of(name))) + "'";
    }

    private Map<String, String> plus(String name, String value) {
        Map<String, String> environment = new TreeMap<>(Ended.environment(database));
        environment.put(name, value);
        return environment;
    }

    private Ended shell(Map<String, String> more, String script) throws IOException {
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).redirectError(err.toFile());
        builder.environment().putAll(Ended.environment(database));
        builder.environment().putAll(more);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.onExit().join().exitValue();
        return new Ended(exitCode, out, Files.readString(err));
    }
}
