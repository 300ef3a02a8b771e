package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.migration.database.BreakableServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that the commands print, write, log and show in the list of processes, searched for the secrets that they
 * were given: the password of the database, and those that people left in metadata.
 */
class SecretsIT {

    private static final String WRONG_PASSWORD = "wrong-Qz7xY2";
    private static final String IN_URL = "inUrl-Kp4wV8";
    private static final String IN_TOKEN = "inToken-Ht9sB3";

    private static final int AROUND = 100;

    private static final List<String> SECRETS = List.of(BreakableServer.PASSWORD, WRONG_PASSWORD, IN_URL, IN_TOKEN);

    /** Each succeeds or fails in its own way; what matters is what is said of it. */
    private static final List<List<String>> COMMANDS = List.of(
            List.of("migrate", "--yes"),
            List.of("plan", "--no-manifest"),
            List.of("plan", "--no-manifest", "--output", "json"),
            List.of("run", "--yes", "--no-manifest", "--verbose", "--file", "FOLDER/report.md"),
            List.of("status"),
            List.of("verify", "--no-manifest", "--verbose"),
            List.of("list"),
            List.of("list", "--output", "json"),
            List.of("show", "model-secret"),
            List.of("show", "model-secret", "--output", "json"),
            List.of("history", "model-secret"),
            List.of("review", "list"),
            List.of("review", "show", "1"),
            List.of("review", "export"),
            List.of("review", "resolve", "1", "--value", "https://me:" + IN_URL + "@hub.example.org/x", "--by", "ada"),
            List.of("links", "missing"),
            List.of("report", "--format", "html", "--file", "FOLDER/report.html"),
            List.of("revert", "--run", "7", "--yes", "--verbose"),
            List.of("promote", "model-secret", "--by", "gate", "--reason", "better", "--verbose"));

    @TempDir
    private static Path folder;

    private static BreakableServer server;

    @BeforeAll
    static void start() throws IOException {
        server = BreakableServer.start(Files.createDirectory(folder.resolve("server")), "log_connections = on");
        server.execute("postgres", "CREATE DATABASE scidex");
        server.execute("scidex", """
                CREATE TABLE artifacts (id TEXT PRIMARY KEY, artifact_type TEXT, entity_ids TEXT, title TEXT,
                                        quality_score DOUBLE PRECISION, created_by TEXT, provenance_chain TEXT,
                                        content_hash TEXT, metadata JSONB, created_at TIMESTAMPTZ, updated_at TIMESTAMPTZ,
                                        version_number INTEGER, parent_version_id TEXT, version_tag TEXT, changelog TEXT,
                                        is_latest INTEGER, lifecycle_state TEXT, superseded_by TEXT, origin_type TEXT,
                                        origin_url TEXT);
                INSERT INTO artifacts (id, artifact_type, title, metadata, origin_type, origin_url)
                VALUES ('model-secret', 'model', 'A model',
                        '{"is_external": true, "external_source_url": "https://me:%1$s@hub.example.org/m",
                          "framework": "TBD", "library": "pytorch", "training_data": "https://data.example.org/d?token=%2$s",
                          "repo_url": "https://%1$s@git.example.org/forge", "revision": "main"}',
                        'external', 'https://hub.example.org/m?access_token=%2$s')
                """.formatted(IN_URL, IN_TOKEN));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void showsNone() throws IOException {
        Map<String, String> told = new TreeMap<>();
        for (List<String> command : COMMANDS) {
            told.put(command + "", run(server.environment("scidex"), inFolder(command)));
        }
        Map<String, String> wrong = new TreeMap<>(server.environment("scidex"));
        wrong.put("JDBC_PASSWORD", WRONG_PASSWORD);
        told.put("wrong password", run(wrong, List.of("status", "--verbose")));
        wrong.put("JDBC_URL", server.jdbcUrl("scidex") + "?sslmode=require&sslpassword=" + WRONG_PASSWORD);
        told.put("no TLS", run(wrong, List.of("status", "--verbose")));
        try (Stream<Path> reports = Files.list(folder)) {
            for (Path report : reports.filter(Files::isRegularFile).toList()) {
                told.put(report.toString(), Files.readString(report));
            }
        }
        told.put("the server's log", Files.readString(folder.resolve("server/server.log")));

        assertThat(told.get(folder.resolve("report.md").toString())).contains("model-secret");
        told.forEach((where, text) -> SECRETS.forEach(
                secret -> assertThat(around(secret, text)).as(where).isEmpty()));
    }

    /** Returns where a text has the secret, with what stands around it. */
    private static String around(String secret, String text) {
        int at = text.indexOf(secret);
        return at < 0 ? "" : text.substring(Math.max(0, at - AROUND), Math.min(text.length(), at + AROUND));
    }

    /** Returns all that the command prints, and how it stood in the list of processes. */
    private static String run(Map<String, String> environment, List<String> command) throws IOException {
        try (CommandProcess process = CommandProcess.start(environment, List.of(), command)) {
            List<String> listed = new ArrayList<>();
            while (!process.endsWithin(Duration.ofMillis(200))) {
                process.listed().ifPresent(listed::add);
            }
            String own = String.join(" ", command);
            // What somebody typed into the command line is there by their own doing.
            String list = String.join("\n", listed).replace(own, "");
            return list + "\n" + process.out() + "\n" + process.err();
        }
    }

    private static List<String> inFolder(List<String> command) {
        return command.stream()
                .map(argument -> argument.replace("FOLDER", folder.toString()))
                .toList();
    }
}
