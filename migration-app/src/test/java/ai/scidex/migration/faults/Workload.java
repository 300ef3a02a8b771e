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
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** The commands that are disturbed, the databases that they begin on, and what each leaves behind when nobody disturbs it. */
final class Workload {

    /** So that a run has many pages, however small it is. */
    private static final int PAGE = 25;

    private static final int LOCKED = 4;
    private static final int MOST_TRIES = 20;
    private static final Duration LONGEST = Duration.ofMinutes(3);

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

    private static final String SESSIONS = """
            SELECT count(*)
              FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
            """;

    /** A version that takes the place of the first. */
    private static final String NEXT = "model-next";

    private static final String METADATA = "src/test/resources/metadata/microglia.json";

    private static final String FIRST = """
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
    private final String first;
    private final Rows legacy;
    private final Map<Command, Rows> undisturbed = new EnumMap<>(Command.class);
    private final Map<Command, Duration> works = new EnumMap<>(Command.class);
    private final Map<Command, Integer> ends = new EnumMap<>(Command.class);
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
        first = server.query("backfilled", FIRST);
        copy("backfilled", "versioned");
        if (commands.contains(Command.PROMOTE)) {
            succeed("versioned", List.of("promote", first, "--by", "gate", "--reason", "the first"));
            succeed(
                    "versioned",
                    List.of("register", "--id", NEXT, "--title", "Next", "--parent", first, "--metadata", METADATA));
        }
        schema = schema("migrated");
        for (Command command : commands) {
            String database = begin(command);
            works.put(command, runUndisturbed(command, database));
            ends.put(command, progress(command, database));
            undisturbed.put(command, rows(command, database));
        }
    }

    /** Returns how long it has sessions. */
    private Duration runUndisturbed(Command command, String database) throws IOException {
        try (CommandProcess process = start(command, server.environment(database))) {
            new Moment(1, Duration.ZERO).await(process, () -> Integer.parseInt(server.query(database, SESSIONS)));
            long begin = System.nanoTime();
            assertThat(process.endsWithin(LONGEST)).as("it ended").isTrue();
            assertThat(process.exitCode()).as(process.err()).isZero();
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    /** Returns a new database for a command. */
    String begin(Command command) {
        String database = "disturbed_" + ++databases;
        copy(command.begin, database);
        return database;
    }

    /** Returns a moment at which a command is at work on a database that it has not begun on yet. */
    Moment moment(Command command, String database, Random random) {
        if (command.hasSteps()) {
            return Moment.ofTheWork(random, progress(command, database), ends.get(command));
        }
        // The application starts in the first half of that time.
        long half = works.get(command).toMillis() / 2;
        return new Moment(1, Duration.ofMillis(half + random.nextLong(1 + half)));
    }

    /** Returns how far a command has come. */
    int progress(Command command, String database) {
        return Integer.parseInt(server.query(database, command.progress));
    }

    CommandProcess start(Command command, Map<String, String> environment) throws IOException {
        return start(environment, args(command));
    }

    /** Gives a command as often as a user would, until it is done. */
    void toTheEnd(Command command, String database) throws IOException {
        for (int tries = 1; ; tries++) {
            try (CommandProcess process = start(server.environment(database), args(command))) {
                assertThat(process.endsWithin(LONGEST)).as("it ended").isTrue();
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
        if (command == Command.MIGRATE) {
            // What it left by half, it cannot do once more.
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
        assertThat(server.query(database, """
                SELECT count(*)
                  FROM artifacts a
                  JOIN model_versions v ON v.artifact_id = a.id
                 WHERE v.promotion_state = 'promoted'
                   AND a.is_latest = 0
                """))
                .as("promoted ones that are not the latest")
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
        if (command == Command.REVERT) {
            assertThat(server.query(database, "SELECT count(*) FROM metadata_holds WHERE status = 'open'"))
                    .as("fields that wait for a person because of a run that was taken back")
                    .isEqualTo("0");
        }
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
                        database, "SELECT promotion_state FROM model_versions WHERE artifact_id = '%s'".formatted(NEXT))
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
                    case "FIRST" -> first;
                    case "NEXT" -> NEXT;
                    default -> arg;
                })
                .toList();
    }

    /** A command that writes. */
    enum Command {
        MIGRATE("legacy", "migrate --yes", "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::REGNAMESPACE"),
        BACKFILL(
                "migrated",
                "backfill --yes --no-manifest --workers 2",
                "SELECT count(*) FROM metadata_changes WHERE outcome <> 'reverted'"),
        REVIEW("backfilled", "review apply DECISIONS", "SELECT count(*) FROM hold_decisions"),
        PROMOTE("versioned", "promote NEXT --by gate --reason better --compared-with FIRST", SESSIONS),
        REVERT(
                "backfilled",
                "revert --run 1 --yes",
                "SELECT count(*) FROM metadata_changes WHERE outcome = 'reverted'");

        private final String begin;
        private final String line;
        private final String progress;

        /** A command, the database that it begins on, how it is typed, and the query that tells how far it has come. */
        Command(String begin, String line, String progress) {
            this.begin = begin;
            this.line = line;
            this.progress = progress;
        }

        /** Returns whether it has come somewhere before its end. */
        private boolean hasSteps() {
            return !progress.equals(SESSIONS);
        }
    }
}
