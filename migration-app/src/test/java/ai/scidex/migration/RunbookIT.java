package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ai.scidex.catalog.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows {@code docs/runbook.md} word for word: gives its commands to one shell, in their order, and compares what they
 * print with the page.
 *
 * <p>The page is written for a database called {@code scidex} on {@code db.example.org} and a user {@code curator}; here,
 * they have other names. {@code model-catalog} is the program in a process of its own; where it would ask before it changes
 * a database, yes is answered beforehand, as nobody is there, and how far it is is not shown. PostgreSQL's client programs are {@link PostgresClient},
 * because a machine may have a JDK and nothing else, or clients older than the server.
 */
class RunbookIT {

    private static final Path RUNBOOK = Path.of("../docs/runbook.md");

    /** Commands, and what they print, if the page shows it. */
    private static final Pattern STEP = Pattern.compile("(?ms)^```sh\\n(.*?)^```\\n(?:\\n```text\\n(.*?)^```$)?");

    private static final Pattern QUERY = Pattern.compile("(?ms)^```sql\\n(.*?)^```$");
    private static final Pattern COMMAND = Pattern.compile("(?m)^(?:.*\\\\\\n)*.+$");
    private static final Pattern ENDED = Pattern.compile("(?m)^@@ ([0-9]+)\\n");

    /** What differs from one time to the next, by name. */
    private static final Map<String, Pattern> PLACEHOLDERS = Map.of(
            "<time>", Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}Z"),
            "<sha-256>", Pattern.compile("(?<=SHA-256 )[0-9a-f]{64}"));

    @TempDir
    private Path folder;

    private TestDatabase scidex;
    private String name;

    /** As the page finds it: legacy artifacts, and the history of another migration runner. */
    @BeforeEach
    void prepare() {
        scidex = ScidexDatabase.withSample();
        scidex.execute("""
                CREATE TABLE schema_migrations (version TEXT PRIMARY KEY, name TEXT NOT NULL);
                INSERT INTO schema_migrations VALUES ('097', 'model_feedback'), ('098', 'artifact_origin')
                """);
        name = scidex.queryText("SELECT current_database()");
    }

    @AfterEach
    void drop() {
        scidex.execute("DROP DATABASE IF EXISTS %s_rehearsal WITH (FORCE)".formatted(name));
        scidex.close();
    }

    @Test
    void printsWhatTheRunbookShows() throws IOException, InterruptedException {
        String page = Files.readString(RUNBOOK);
        List<Step> steps = STEP.matcher(page).results().map(RunbookIT::step).toList();

        List<Ran> ran =
                run(steps.stream().flatMap(step -> step.commands().stream()).toList());

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(RUNBOOK, walked(page, ran));
        }
        Iterator<Ran> next = ran.iterator();
        for (Step step : steps) {
            StringBuilder printed = new StringBuilder();
            for (String command : step.commands()) {
                Ran one = next.next();
                printed.append(one.printed());
                assertThat(one.exitCode()).as(command + "\n" + one.printed()).isZero();
            }
            if (step.shown() != null) {
                assertThat(named(printed.toString())).as(step.text()).isEqualTo(named(step.shown()));
            }
        }
        assertThat(ran).hasSizeGreaterThan(25);
    }

    @Test
    void hasQueriesThatRun() throws IOException {
        assertThat(Ended.on(scidex, "migrate", "--yes").exitCode()).isZero();

        assertThat(QUERY.matcher(Files.readString(RUNBOOK)).results().map(query -> query.group(1)))
                .hasSizeGreaterThan(2)
                .allSatisfy(sql -> assertThatCode(() -> scidex.execute(sql)).doesNotThrowAnyException());
    }

    private static Step step(MatchResult found) {
        List<String> commands = COMMAND.matcher(found.group(1))
                .results()
                .map(MatchResult::group)
                .toList();
        return new Step(found.group(1), commands, found.group(2));
    }

    /** Returns the page with what its commands have printed now, where it shows that. */
    private static String walked(String page, List<Ran> ran) {
        Iterator<Ran> next = ran.iterator();
        return STEP.matcher(page).replaceAll(found -> {
            Step step = step(found);
            StringBuilder printed = new StringBuilder();
            step.commands().forEach(command -> printed.append(next.next().printed()));
            String commands = "```sh\n%s```\n".formatted(step.text());
            return Matcher.quoteReplacement(
                    step.shown() == null ? commands : "%s\n```text\n%s```".formatted(commands, printed));
        });
    }

    private static String named(String text) {
        String named = text;
        for (Map.Entry<String, Pattern> placeholder : PLACEHOLDERS.entrySet()) {
            named = placeholder.getValue().matcher(named).replaceAll(placeholder.getKey());
        }
        return named;
    }

    /** Gives the commands to one shell. */
    private List<Ran> run(List<String> commands) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder("exec 2>&1\n");
        commands.forEach(command -> script.append(ours(command)).append("\nprintf '@@ %d\\n' \"$?\"\n"));
        Path file = Files.writeString(folder.resolve("commands.sh"), script);
        Path printed = folder.resolve("printed.txt");
        ProcessBuilder shell = new ProcessBuilder("sh", file.toString())
                .directory(Files.createDirectory(folder.resolve("work")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(
                        Files.createFile(folder.resolve("nothing")).toFile()));
        shell.environment().putAll(environment());
        shell.start().waitFor();

        List<Ran> ran = new ArrayList<>();
        String text = Files.readString(printed);
        Matcher end = ENDED.matcher(text);
        int begin = 0;
        while (end.find()) {
            ran.add(new Ran(theirs(text.substring(begin, end.start())), Integer.parseInt(end.group(1))));
            begin = end.end();
        }
        assertThat(ran).as(text).hasSameSizeAs(commands);
        return ran;
    }

    private Map<String, String> environment() throws IOException {
        Path programs = Files.createDirectory(folder.resolve("bin"));
        program(programs.resolve("model-catalog"), """
                case $1 in
                    run|migrate|backfill|revert) set -- "$@" --yes --no-progress ;;
                    plan|verify) set -- "$@" --no-progress ;;
                esac
                """ + exec(TestJvm.command(List.of()), MigrationApp.class));
        for (String client : PostgresClient.PROGRAMS) {
            program(programs.resolve(client), exec(TestJvm.commandOfTests(), PostgresClient.class, client));
        }
        return Map.of(
                "PATH",
                programs + ":" + System.getenv("PATH"),
                "PGPORT",
                Integer.toString(server().getPort()),
                "PGPASSWORD",
                scidex.password(),
                "JDBC_PASSWORD",
                scidex.password(),
                "BACKFILL_JOIN_PATIENCE",
                "100ms");
    }

    private static String exec(List<String> jvm, Class<?> program, String... args) {
        return "exec '%s' %s %s \"$@\"\n".formatted(String.join("' '", jvm), program.getName(), String.join(" ", args));
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Returns a command of the page with the names that its things have here. */
    private String ours(String command) {
        return command.replace("jdbc:postgresql://db.example.org/scidex", scidex.jdbcUrl())
                .replaceAll("\\bscidex\\b|\\bscidex(?=_rehearsal\\b)", name)
                .replace("db.example.org", server().getHost())
                .replace("curator", scidex.username());
    }

    /** Returns what a command printed with the names of the page. */
    private String theirs(String printed) {
        return printed.replace(scidex.jdbcUrl(), "jdbc:postgresql://db.example.org/scidex")
                .replace(name, "scidex")
                .replaceAll("\\b%s\\b".formatted(Pattern.quote(scidex.username())), "curator");
    }

    private URI server() {
        return URI.create(scidex.jdbcUrl().substring("jdbc:".length()));
    }

    /**
     * A block of commands.
     *
     * @param shown what the page shows of what they print; null if it shows nothing
     */
    private record Step(
            String text, List<String> commands, @Nullable String shown) {}

    /** What a command printed, and how it ended. */
    private record Ran(String printed, int exitCode) {}
}
