package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A text that means something to SQL, Markdown, HTML and a terminal, in every place of a row that can hold one. */
class InjectionIT {

    /** It drops a table, runs a script, opens a heading, a table cell and a link, turns the line and colours it. */
    private static final String HOSTILE =
            "x'); DROP TABLE artifacts; --\"$$;\\u001b[31m\\u001b]0;owned\\u0007\\u202e\\u200b"
                    + "<script>alert(1)</script><img src=x onerror=alert(1)>\\n# heading\\n|cell|](javascript:alert(1)) `${jndi:x}` %s%n";

    /** What a terminal obeys, or what turns or hides the text beside it. */
    private static final Pattern OBEYED =
            Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]");

    private static TestDatabase database;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void backfill() throws IOException {
        database = ScidexDatabase.withSample();
        String text =
                TestJson.parse("\"" + HOSTILE.replace("\"", "\\\"") + "\"").textValue();
        List<String> columns = List.of(
                "title", "created_by", "provenance_chain", "version_tag", "changelog", "lifecycle_state", "origin_url");
        for (String column : columns) {
            insert("model-in-" + column, null, column, text);
        }
        insert("model-" + text, null, "title", text);
        ObjectNode legacy = TestJson.object("""
                {"is_external": false, "family": "stats", "library": "R", "n_parameters": 2, "training_data": "d",
                 "evaluation_dataset": "e", "eval_metrics": {"auc": 0.9}, "repo_url": "https://git.example.org/forge",
                 "commit_sha": "main", "entrypoint": "train.py", "trained_by": "ada", "checkpoint_path": "a.pt"}
                """);
        for (String name : names(legacy)) {
            ObjectNode changed = legacy.deepCopy();
            changed.put(name, text);
            insert("model-with-" + name, changed.toString(), "title", "A model");
            changed.remove(name);
            changed.put(text, 7);
            insert("model-key-for-" + name, changed.toString(), "title", "A model");
        }
        assertThat(Ended.on(database, "migrate", "--yes").exitCode()).isZero();
        assertThat(Ended.on(database, "backfill", "--yes", "--no-manifest").exitCode())
                .isZero();
        report("report.md");
        report("report.html", "--format", "html");
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    static Stream<List<String>> commands() {
        List<List<String>> commands = new ArrayList<>(List.of(
                List.of("list"),
                List.of("status"),
                List.of("verify", "--no-manifest"),
                List.of("plan", "--no-manifest", "--redecide"),
                List.of("review", "list"),
                List.of("review", "export"),
                List.of("links", "missing")));
        for (String id :
                List.of("model-in-title", "model-with-repo_url", "model-with-commit_sha", "model-with-library")) {
            commands.add(List.of("show", id));
            commands.add(List.of("history", id));
        }
        return commands.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void printsNothingThatATerminalObeys(List<String> command) {
        for (String output : List.of("text", "json")) {
            List<String> args = new ArrayList<>(command);
            args.addAll(List.of("--output", output));

            Ended ended = Ended.on(database, args.toArray(String[]::new));

            assertThat(ended.exitCode()).as(ended.err()).isIn(0, 3);
            assertThat(ended.out() + ended.err()).doesNotContainPattern(OBEYED);
        }
    }

    @Test
    void dropsNothingAndKeepsEachTextAsItWas() {
        assertThat(database.queryText(
                        "SELECT count(*) FROM artifacts WHERE title LIKE 'x''); DROP TABLE artifacts; --%'"))
                .isEqualTo("2");
        assertThat(database.queryText("SELECT count(*) FROM artifacts WHERE metadata::TEXT LIKE '%DROP TABLE%'"))
                .isEqualTo("24");
        assertThat(Ended.on(database, "verify", "--no-manifest").exitCode()).isZero();
    }

    @Test
    void writesReportsThatRunNothing() throws IOException {
        assertThat(Files.readString(folder.resolve("report.md")))
                .doesNotContainPattern(OBEYED)
                .doesNotContain("\n# heading", "\n|cell|");
        String html = Files.readString(folder.resolve("report.html"));
        assertThat(html).doesNotContainPattern(OBEYED).doesNotContain("<img src=x", "<script>alert");
        // It has its own scripts and no other, and says so.
        assertThat(html).contains("Content-Security-Policy", "&lt;script&gt;alert(1)");
    }

    private static void report(String file, String... options) {
        List<String> args =
                new ArrayList<>(List.of("report", "--file", folder.resolve(file).toString()));
        args.addAll(List.of(options));
        assertThat(Ended.on(database, args.toArray(String[]::new)).exitCode()).isZero();
    }

    /** Inserts a model with the text in one column, which may be {@code title}. */
    private static void insert(String id, String metadata, String column, String text) {
        try (Connection connection = database.connection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO artifacts (id, artifact_type, title, metadata) VALUES (?, 'model', 'A model', CAST(? AS JSONB));
                        UPDATE artifacts SET %s = ? WHERE id = ?
                        """.formatted(column))) {
            insert.setString(1, id);
            insert.setString(2, metadata);
            insert.setString(3, text);
            insert.setString(4, id);
            insert.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(id, e);
        }
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
