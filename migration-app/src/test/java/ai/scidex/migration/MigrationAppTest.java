package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.migration.terminal.Display;
import ai.scidex.migration.terminal.Screen;
import ai.scidex.migration.terminal.StopRequest;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MigrationAppTest {

    static Set<String> commands() {
        return MigrationApp.commandLine(Map.of(), InputStream.nullInputStream())
                .getSubcommands()
                .keySet();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfWithoutADatabase(String command) {
        Ended ended = Ended.command(Map.of("JDBC_URL", "jdbc:mysql:nowhere"), command, "--help");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith("Usage: model-catalog %s [".formatted(command))
                .contains("Exit codes:\n  0   ", "\nExamples:\n  model-catalog " + command);
        assertThat(Path.of(".model-catalog")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theHelpNamesEveryCommand(String command) {
        assertThat(Ended.command("--help").out()).contains("\n  %s ".formatted(command));
    }

    @ParameterizedTest
    @CsvSource({"40, 60", "72, 72", "100, 100", "500, 160"})
    void theHelpIsAsWideAsTheTerminalWithinBounds(int columns, int widest) {
        String help = help(Screen.of(columns)).replaceAll("\u001b\\[[0-9;]*m", "");

        assertThat(help.lines().mapToInt(String::length).max().orElseThrow())
                .isLessThanOrEqualTo(widest)
                .isGreaterThan(widest - 20);
    }

    @Test
    void theHelpIsInColourOnATerminal() {
        assertThat(help(Screen.of(80))).contains("\u001b[");
        assertThat(help(Screen.none())).doesNotContain("\u001b[");
    }

    private static String help(Screen screen) {
        StringWriter out = new StringWriter();
        Display display = new Display(screen, Optional.empty(), StopRequest.never());
        MigrationApp.commandLine(Map.of(), InputStream.nullInputStream(), Optional::empty, display)
                .setOut(new PrintWriter(out))
                .execute("--help");
        return out.toString();
    }

    @Test
    void saysItsVersion() {
        assertThat(Ended.command("--version")).isEqualTo(Ended.done("""
                        model-catalog development
                        schema v1
                        tables 0112
                        Java %s
                        """.formatted(Runtime.version())));
    }

    @Test
    void asksForACommand() {
        assertThat(Ended.command()).isEqualTo(Ended.failed(2, "no command given; see model-catalog --help"));
    }

    @Test
    void doesNotKnowEveryCommandAndObeysNone() {
        assertThat(Ended.command("fro\u001b[31m\u202eb\n\u0007nicate"))
                .isEqualTo(Ended.failed(
                        2, "there is no command 'fro\\u001b[31m\\u202eb \\u0007nicate'; see model-catalog --help"));
    }

    @Test
    void doesNotKnowEveryOption() {
        assertThat(Ended.command("status", "--\u202efast"))
                .isEqualTo(Ended.failed(2, "Unknown option: '--\\u202efast'; see model-catalog status --help"));
    }

    @Test
    void printsTextOrJsonAndNothingElse() {
        assertThat(Ended.command("status", "--output", "xml"))
                .isEqualTo(
                        Ended.failed(
                                2,
                                "Invalid value for option '--output': expected one of [text, json] (case-insensitive) but was 'xml'; see model-catalog status --help"));
    }

    @Test
    void asksForTheValueOfAnOption() {
        assertThat(Ended.command("status", "--output"))
                .isEqualTo(
                        Ended.failed(
                                2,
                                "Missing required parameter for option '--output' (text|json); see model-catalog status --help"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyCommandTakesWhatTheProgramTakes(String path) {
        List<String> words = List.of(path.split(" "));

        assertThat(ended(words, "--help").out())
                .startsWith("Usage: model-catalog %s [".formatted(path))
                .contains("\n  -h, --help ", "\n  -V, --version ", "      --verbose ", "Exit codes:\n  0   ");
        assertThat(ended(words, "-V")).isEqualTo(Ended.command("--version"));
    }

    static List<String> paths() {
        List<String> paths = new ArrayList<>();
        addPaths("", MigrationApp.commandLine(Map.of(), InputStream.nullInputStream()), paths);
        assertThat(paths).contains("status", "review resolve", "links apply");
        return paths;
    }

    private static void addPaths(String before, CommandLine command, List<String> paths) {
        command.getSubcommands().forEach((name, subcommand) -> {
            paths.add(before + name);
            addPaths(before + name + " ", subcommand, paths);
        });
    }

    private static Ended ended(List<String> words, String option) {
        return Ended.command(Stream.concat(words.stream(), Stream.of(option)).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--verbose validate nowhere.json",
                "validate --verbose nowhere.json",
                "--verbose validate nowhere.json --verbose"
            })
    void showsAStackTraceWhereverItIsAsked(String words) {
        assertThat(Ended.command(words.split(" ")).err()).contains("\tat ai.scidex.migration.");
    }

    @Test
    void forgetsThatAStackTraceWasAsked() {
        StringWriter err = new StringWriter();
        CommandLine program = MigrationApp.commandLine(Map.of(), InputStream.nullInputStream())
                .setErr(new PrintWriter(err));
        program.execute("validate", "nowhere.json", "--verbose");
        err.getBuffer().setLength(0);

        program.execute("validate", "nowhere.json");

        assertThat(err.toString()).hasLineCount(1);
    }

    @Test
    void showsAStackTraceOnlyWhenAsked() {
        String[] failing = {"validate", "no\u001bwhere.json"};
        String[] verbose = {"validate", "no\u001bwhere.json", "--verbose"};

        assertThat(Ended.command(failing).err()).hasLineCount(1);
        assertThat(Ended.command(verbose).err())
                .contains("NoSuchFileException: no\\u001bwhere.json\n", "\tat ai.scidex.migration.")
                .endsWith("model-catalog: cannot read no\\u001bwhere.json: there is no such file\n")
                .doesNotContain("\u001b");
    }
}
