package ai.scidex.migration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestJson;
import ai.scidex.migration.CommandProcess;
import ai.scidex.migration.database.BreakableServer;
import ai.scidex.migration.schema.SchemaSnapshot;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The commands that are disturbed, the databases that they begin on, and what each leaves behind when nobody disturbs it. */
final class Workload {

    /** So that a run has many pages, however small it is. */
    private static final int PAGE = 25;

    private static final int LOCKED = 4;
    private static final int MOST_TRIES = 20;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Every optional field that waits is dismissed, and where a framework is all that is missing, it is said. */
    private static final String DECISIONS = """
            SELECT json_agg(json_build_object(
                                'artifactId', artifact_id, 'field', field, 'seenSha256', seen_sha256, 'by', 'curator',
                                'at', '2026-01-02T03:04:05Z', 'note', 'as agreed',
                                'decision', CASE WHEN required THEN 'resolved' ELSE 'dismissed' END)
                            ::JSONB || CASE WHEN required THEN '{"value": "pytorch"}' ELSE '{}' END::JSONB
                            ORDER BY artifact_id COLLATE "C", field)
              FROM metadata_holds
             WHERE status = 'open'
               AND (field = 'framework' OR NOT required)
            """;

    /** How a difference begins that is about the list of runs. */
    private static final String RUNS = "backfill_runs of all: ";

    private static final String CANDIDATE = """
            SELECT v.artifact_id
              FROM model_versions v
              JOIN metadata_changes c ON c.artifact_id = v.artifact_id AND c.outcome = 'upgraded'
             WHERE v.promotion_state = 'candidate'
               AND v.is_external = 0
               AND v.artifact_id LIKE 'model-%'
             ORDER BY v.artifact_id COLLATE "C"
             LIMIT 1
            """;

    private final BreakableServer server;
    private final Path decisions;
    private final String candidate;
    private final Rows legacy;
    private final Map<Command, Rows> undisturbed = new EnumMap<>(Command.class);
    private final Map<Command, Duration> lengths = new EnumMap<>(Command.class);
    private final List<String> schema;
    private int databases;

    /** Makes the databases that {@code commands} begin on, and runs each of them once. */
    Workload(BreakableServer server, Path folder, int models, List<Command> commands) throws IOException, SQLException {
        this.server = server;
        this.decisions = folder.resolve("decisions.json");
        server.execute("postgres", "CREATE DATABASE legacy");
        MadeUpArtifacts.loadInto(server.dataSource("legacy"), models);
        legacy = Rows.ofLegacy(server.dataSource("legacy"));
        copy("legacy", "migrated");
        succeed("migrated", List.of("migrate", "--yes"));
        copy("migrated", "backfilled");
        succeed("backfilled", List.of("backfill", "--yes", "--no-manifest"));
        Files.writeString(decisions, server.query("backfilled", DECISIONS));
        candidate = server.query("backfilled", CANDIDATE);
        schema = schema("migrated");
        for (Command command : commands) {
            String database = begin(command);
            long begin = System.nanoTime();
            toTheEnd(command, database);
            lengths.put(command, Duration.ofNanos(System.nanoTime() - begin));
            undisturbed.put(command, rows(command, database));
        }
    }

    /** Returns a new database for a command. */
    String begin(Command command) {
        String database = "disturbed_" + ++databases;
        copy(command.begin, database);
        return database;
    }

    /** Returns how long a command takes when nobody disturbs it, the start of its JVM included. */
    Duration length(Command command) {
        return lengths.get(command);
    }

    CommandProcess start(Command command, Map<String, String> environment) throws IOException {
        return start(environment, args(command));
    }

    /** Gives a command as often as a user would, until it is done. */
    void toTheEnd(Command command, String database) throws IOException {
        for (int tries = 1; ; tries++) {
            try (CommandProcess process = start(server.environment(database), args(command))) {
                int exitCode = process.exitCode();
                // A killed one may have promoted it; and the server may notice a moment later than we that it is gone.
                boolean isDone = exitCode == 0 || (command == Command.PROMOTE && isPromoted(database));
                if (isDone) {
                    return;
                }
                assertThat(exitCode).as(process.err()).isEqualTo(LOCKED);
                assertThat(tries).isLessThan(MOST_TRIES);
                process.endsWithin(Duration.ofMillis(500));
            }
        }
    }

    /** Looks at what a disturbed command left behind, before it is given again: nothing is there by half. */
    void assertNothingByHalf(Command command, String database) throws IOException {
        if (!server.query(database, "SELECT to_regclass('backfill_claims')").equals("backfill_claims")) {
            // Tables of a script that was not done are not there, and nothing else was touched.
            return;
        }
        assertThat(server.query(database, """
                SELECT count(*)
                  FROM (SELECT artifact_id
                          FROM metadata_changes
                         WHERE run_id IS NOT NULL AND outcome <> 'reverted'
                         GROUP BY artifact_id, run_id
                        HAVING count(*) > 1) twice
                """))
                .as("artifacts that were decided twice")
                .isEqualTo("0");
        assertThat(server.query(database, """
                SELECT count(*)
                  FROM artifacts a
                 WHERE a.is_latest = 1
                   AND EXISTS (SELECT FROM artifacts n WHERE n.parent_version_id = a.id AND n.is_latest = 1)
                """))
                .as("latest ones with a later one")
                .isEqualTo("0");
        Set<String> ofTheWhole = Set.of("every-model-has-a-version", "every-model-is-examined");
        try (CommandProcess verify =
                start(server.environment(database), List.of("verify", "--no-manifest", "--output", "json"))) {
            verify.exitCode();
            JsonNode checks = TestJson.parse(verify.out()).path("checks");
            assertThat(checks).as(verify.err()).isNotEmpty();
            checks.forEach(check -> {
                if (!ofTheWhole.contains(check.path("id").asText())) {
                    assertThat(check.path("ok").asBoolean())
                            .as("%s, %s", command, check)
                            .isTrue();
                }
            });
        }
    }

    /**
     * Holds what is there after the end against what an undisturbed command left, and returns how many rows it were. What a
     * run had to leave to another one is the work of two runs, and both are over.
     */
    int assertAsUndisturbed(Command command, String database) throws SQLException {
        Rows found = rows(command, database);
        Rows expected = command == Command.REVERT ? legacy : undisturbed.get(command);
        assertThat(expected.differences(found))
                .filteredOn(difference -> !(difference.startsWith(RUNS) && areOver(database)))
                .isEmpty();
        assertThat(schema(database)).isEqualTo(schema);
        return found.count();
    }

    private boolean areOver(String database) {
        return server.query(database, "SELECT count(*) > 1 AND bool_and(finished_at IS NOT NULL) FROM backfill_runs")
                .equals("t");
    }

    void drop(String database) {
        server.execute("postgres", "DROP DATABASE %s WITH (FORCE)".formatted(database));
    }

    BreakableServer server() {
        return server;
    }

    private List<String> schema(String database) {
        return SchemaSnapshot.of(sql -> server.query(database, sql));
    }

    private Rows rows(Command command, String database) throws SQLException {
        return command == Command.MIGRATE || command == Command.REVERT
                ? Rows.ofLegacy(server.dataSource(database))
                : Rows.ofResult(server.dataSource(database));
    }

    private boolean isPromoted(String database) {
        return server.query(
                        database,
                        "SELECT promotion_state FROM model_versions WHERE artifact_id = '%s'".formatted(candidate))
                .equals("promoted");
    }

    private void copy(String template, String database) {
        server.execute("postgres", "CREATE DATABASE %s TEMPLATE %s".formatted(database, template));
    }

    private void succeed(String database, List<String> args) throws IOException {
        try (CommandProcess process = start(server.environment(database), args)) {
            assertThat(process.endsWithin(LONGEST)).isTrue();
            assertThat(process.exitCode()).as(process.err()).isZero();
        }
    }

    private static CommandProcess start(Map<String, String> environment, List<String> args) throws IOException {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("BACKFILL_BATCH_SIZE", Integer.toString(PAGE));
        all.put("BACKFILL_LOCK_TIMEOUT", "500ms");
        return CommandProcess.start(all, List.of(), args);
    }

    private List<String> args(Command command) {
        return Arrays.stream(command.line.split(" "))
                .map(arg -> switch (arg) {
                    case "DECISIONS" -> decisions.toString();
                    case "CANDIDATE" -> candidate;
                    default -> arg;
                })
                .toList();
    }

    /** A command that writes. */
    enum Command {
        MIGRATE("legacy", "migrate --yes"),
        BACKFILL("migrated", "backfill --yes --no-manifest --workers 2"),
        REVIEW("backfilled", "review apply DECISIONS"),
        PROMOTE("backfilled", "promote CANDIDATE --by gate --reason better"),
        REVERT("backfilled", "revert --run 1 --yes");

        private final String begin;
        private final String line;

        /** A command, the database that it begins on, and how it is typed. */
        Command(String begin, String line) {
            this.begin = begin;
            this.line = line;
        }
    }
}
