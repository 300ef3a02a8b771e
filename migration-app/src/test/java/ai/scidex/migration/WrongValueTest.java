package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every option of every command, with values that it does not take. */
class WrongValueTest {

    /** Where nobody listens: a value that is taken ends with another exit code. */
    private static final Map<String, String> NOWHERE = Map.of("JDBC_URL", "jdbc:postgresql://127.0.0.1:1/nowhere");

    private static final String NO_NUMBER = "'x y' is no whole number, or one that is too large";
    private static final String NO_FILE = "the name of a file is empty";
    private static final String NO_ID = "'' cannot be an id";
    private static final String BLANK = " is blank";

    /** A value that an option refuses, and what the message says. Of a command with more arguments these come first. */
    private static final Map<String, Map<String, String>> REFUSED = Map.ofEntries(
            Map.entry("--after", Map.of("", NO_ID)),
            Map.entry("--base-model", Map.of("", NO_ID)),
            Map.entry(
                    "--batch-size",
                    Map.of(
                            "x y", NO_NUMBER,
                            "99999999999", "'99999999999' is no whole number, or one that is too large",
                            "0", "a batch has 1 to 10000 artifacts, not 0",
                            "10001", "a batch has 1 to 10000 artifacts, not 10001")),
            Map.entry("--benchmark", Map.of("", "benchmark_id" + BLANK)),
            Map.entry("--by", Map.of("", BLANK)),
            Map.entry("--code-commit-sha", Map.of("main", "--code-repo-url=URL")),
            Map.entry("--code-entrypoint", Map.of("/train.py", "--code-repo-url=URL")),
            Map.entry("--code-repo-url", Map.of("ftp", "--code-commit-sha=SHA")),
            Map.entry("--compared-with", Map.of("", NO_ID)),
            Map.entry("--created-by", Map.of("", "created_by" + BLANK)),
            Map.entry("--dataset", Map.of("", NO_ID)),
            Map.entry("--evidence", Map.of("", NO_FILE)),
            Map.entry(
                    "--family",
                    Map.of(
                            "tree",
                            "expected one of biophysical, deep_learning, statistical, rule_based but was 'tree'")),
            Map.entry("--file", Map.of("", NO_FILE)),
            Map.entry("--format", Map.of("pdf", "expected one of markdown, html but was 'pdf'")),
            Map.entry("--framework", Map.of("", "framework" + BLANK)),
            Map.entry("--id", Map.of("", NO_ID)),
            Map.entry(
                    "--jdbc-url",
                    Map.of(
                            "", "--jdbc-url is blank; name a database",
                            "db", "not a URL of the form jdbc:postgresql://HOST:PORT/DATABASE: db")),
            Map.entry(
                    "--limit",
                    Map.of(
                            "x y", NO_NUMBER,
                            "0", "a page has 1 to 1000 entries, not 0",
                            "1001", "a page has 1 to 1000 entries, not 1001")),
            Map.entry("--manifest", Map.of("", NO_FILE)),
            Map.entry("--metadata", Map.of("", NO_FILE)),
            Map.entry("--metric", Map.of("auroc", "write NAME>=NUMBER or NAME<=NUMBER, in quotes")),
            Map.entry(
                    "--origin",
                    Map.of("here", "expected one of [internal, external] (case-insensitive) but was 'here'")),
            Map.entry("--output", Map.of("xml", "expected one of [text, json] (case-insensitive) but was 'xml'")),
            Map.entry("--parent", Map.of("", NO_ID)),
            Map.entry(
                    "--pin-strength",
                    Map.of("weak", "expected one of commit, tag, short_sha, branch, none but was 'weak'")),
            Map.entry(
                    "--plan",
                    Map.of("", NO_FILE, "none.json", "cannot read the plan none.json: there is no such file")),
            Map.entry(
                    "--promotion-state",
                    Map.of("new", "expected one of candidate, promoted, rejected, superseded but was 'new'")),
            Map.entry("--reason", Map.of("", "reason" + BLANK)),
            Map.entry("--run", Map.of("x y", NO_NUMBER)),
            Map.entry("--schema", Map.of("", "--schema is blank; give it a name, or leave the option out")),
            Map.entry(
                    "--status",
                    Map.of("new", "expected one of [open, resolved, dismissed, withdrawn, all] (case-insensitive)")),
            Map.entry("--text", Map.of("", "text to search for" + BLANK)),
            Map.entry("--title", Map.of("", "a model needs a title")),
            Map.entry("--trained-by", Map.of("", "trained_by" + BLANK)),
            Map.entry("--username", Map.of("", "--username is blank; give it a name, or leave the option out")),
            Map.entry("--value", Map.of("{", "JSON")),
            Map.entry("--workers", Map.of("x y", NO_NUMBER, "0", "a process has 1 to 16 workers, not 0")));

    /** Options that take any text; an artifact that is older than the rules for ids may have any id. */
    private static final Set<String> ANY_TEXT = Set.of("--artifact", "--note");

    /** What a command needs beside an option. */
    private static final Map<String, List<String>> NEEDED = Map.ofEntries(
            Map.entry("register", List.of("--title=T", "--metadata=src/test/resources/metadata/microglia.json")),
            Map.entry("promote", List.of("model-1", "--by=A", "--reason=R")),
            Map.entry("reject", List.of("model-1", "--by=A", "--reason=R")),
            Map.entry("rollback", List.of("model-1", "--by=A", "--reason=R")),
            Map.entry("show", List.of("model-1")),
            Map.entry("history", List.of("model-1")),
            Map.entry("links apply", List.of("src/test/resources/metadata/microglia.json")),
            Map.entry("review show", List.of("1")),
            Map.entry("review resolve", List.of("1", "--by=A", "--value=1")),
            Map.entry("review dismiss", List.of("1", "--by=A")),
            Map.entry("review reopen", List.of("1", "--by=A")),
            Map.entry("review apply", List.of("-")));

    private record Named(String name, CommandLine command) {}

    @ParameterizedTest(name = "{0} {1} ''{2}''")
    @MethodSource("refusedValues")
    void isRefused(String command, String option, String value, String said) {
        List<String> line = new ArrayList<>(List.of(command.split(" ")));
        NEEDED.getOrDefault(command, List.of()).stream()
                .filter(needed -> !needed.startsWith(option + "="))
                .forEach(line::add);
        line.add(option + "=" + value);

        Ended ended = Ended.command(
                NOWHERE, new ByteArrayInputStream("[]".getBytes(StandardCharsets.UTF_8)), line.toArray(String[]::new));

        assertThat(ended.exitCode()).as("%s: %s", line, ended.err()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("model-catalog: ").contains(said).hasLineCount(1);
    }

    static Stream<Arguments> refusedValues() {
        return commands("", program())
                .flatMap(named -> options(named.command())
                        .flatMap(option -> REFUSED.getOrDefault(option.longestName(), Map.of()).entrySet().stream()
                                .map(wrong -> Arguments.of(
                                        named.name(), option.longestName(), wrong.getKey(), wrong.getValue()))));
    }

    @Test
    void leavesNoOptionOut() {
        Set<String> known = new TreeSet<>(REFUSED.keySet());
        known.addAll(ANY_TEXT);

        assertThat(commands("", program())
                        .flatMap(named -> options(named.command()))
                        .map(OptionSpec::longestName)
                        .collect(Collectors.toSet()))
                .isEqualTo(known);
    }

    private static CommandLine program() {
        return MigrationApp.commandLine(Map.of(), InputStream.nullInputStream());
    }

    /** The options that take a value. */
    private static Stream<OptionSpec> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> option.arity().max() > 0);
    }

    private static Stream<Named> commands(String name, CommandLine line) {
        Stream<Named> below = line.getSubcommands().entrySet().stream()
                .flatMap(entry -> commands((name + " " + entry.getKey()).strip(), entry.getValue()));
        return line.getSubcommands().isEmpty() ? Stream.of(new Named(name, line)) : below;
    }
}
