package ai.scidex.migration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import ai.scidex.migration.CommandProcess;
import ai.scidex.migration.schema.SchemaSnapshot;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever moment a run is killed at, and run again: the database is, row by row, as after a run that nobody disturbed.
 *
 * <p>Nothing here knows how a run does its work: the commands are started as users start them, and SQL looks at what they
 * left. How large it is, and by which seed, say {@code killed.models} (at least 1,000), {@code killed.rounds} and
 * {@code killed.seed}.
 */
class KilledRunsIT {

    private static final int MODELS = Integer.getInteger("killed.models", 1_000);
    private static final int ROUNDS = Integer.getInteger("killed.rounds", 3);

    /** Of the moments. The rows are always the same. */
    private static final long SEED = Long.getLong("killed.seed", System.nanoTime() % 1_000_000);

    /** So that a run has many pages, however small it is. */
    private static final int PAGE = Math.min(500, 1 + MODELS / 20);

    private static final int LOCKED = 4;

    private static final String MANIFEST = "manifest.yml";

    @TempDir
    private static Path folder;

    private static TestDatabase legacy;
    private static int models;
    private static TestDatabase undisturbed;
    private static Rows expected;
    private static Duration length;

    @BeforeAll
    static void runUndisturbed() throws IOException, SQLException {
        legacy = TestDatabase.fresh();
        MadeUpArtifacts.loadInto(legacy.dataSource(), MODELS);
        models = Integer.parseInt(legacy.queryText("SELECT count(*) FROM artifacts WHERE artifact_type = 'model'"));
        Files.writeString(folder.resolve(MANIFEST), manifest());
        undisturbed = legacy.copy();
        long start = System.nanoTime();
        JsonNode result = toTheEnd(undisturbed, "run");
        length = Duration.ofNanos(System.nanoTime() - start);
        expected = Rows.ofResult(undisturbed.dataSource());
        print(
                "seed %d: undisturbed, %,d models were run in %,d ms, %,d upgraded, %,d held, %,d unchanged; rows to compare: %s",
                SEED,
                result.at("/backfill/examined").asInt(),
                length.toMillis(),
                result.at("/backfill/upgraded").asInt(),
                result.at("/backfill/held").asInt(),
                result.at("/backfill/unchanged").asInt(),
                expected.counts());
    }

    @AfterAll
    static void drop() {
        for (TestDatabase database : new TestDatabase[] {legacy, undisturbed}) {
            if (database != null) {
                database.close();
            }
        }
    }

    static Stream<Round> rounds() {
        return IntStream.rangeClosed(1, ROUNDS).mapToObj(number -> Round.of(number, models));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rounds")
    void endsAsIfNobodyHadKilledIt(Round round) throws IOException, SQLException {
        try (TestDatabase database = legacy.copy()) {
            List<String> kills = new ArrayList<>();
            for (Moment moment : round.moments()) {
                kills.add(kill(database, moment, "SELECT count(*) FROM metadata_changes", "run"));
            }

            JsonNode result = toTheEnd(database, "run");

            Rows found = Rows.ofResult(database.dataSource());
            List<String> differences = expected.differences(found);
            print(
                    "%s: killed %s; then %,d of %,d models were left to run; %,d rows compared, differences: %d",
                    round,
                    String.join(", and ", kills),
                    result.at("/backfill/examined").asInt(),
                    models,
                    found.count(),
                    differences.size());
            assertThat(differences).as(round + ", seed " + SEED).isEmpty();
            assertThat(result.at("/verify/ok").booleanValue()).isTrue();
            assertThat(SchemaSnapshot.of(database)).isEqualTo(SchemaSnapshot.of(undisturbed));
        }
    }

    @Test
    void goesBackAndForthAsIfNobodyHadKilledIt() throws IOException, SQLException {
        Random random = new Random(SEED);
        try (TestDatabase database = legacy.copy()) {
            Rows before = Rows.ofLegacy(database.dataSource());
            String run =
                    kill(database, Moment.ofTheWork(random, models), "SELECT count(*) FROM metadata_changes", "run");
            toTheEnd(database, "run");
            String revert = kill(
                    database,
                    Moment.ofTheWork(random, models),
                    "SELECT count(*) FROM metadata_changes WHERE outcome = 'reverted'",
                    "revert");
            toTheEnd(database, "revert", "--run", "1");

            Rows after = Rows.ofLegacy(database.dataSource());
            print(
                    "a run killed %s, its revert killed %s: %,d rows compared with those before",
                    run, revert, after.count());
            assertThat(before.differences(after)).as("seed " + SEED).isEmpty();
            assertThat(database.queryText("SELECT count(*) FROM backfill_runs WHERE reverted_at IS NOT NULL"))
                    .isEqualTo("1");

            JsonNode result = toTheEnd(database, "run");

            Rows again = Rows.ofResult(database.dataSource());
            print("backfilled again: %,d rows compared with the undisturbed ones", again.count());
            assertThat(expected.differences(again)).as("seed " + SEED).isEmpty();
            assertThat(result.at("/backfill/runId").textValue()).isEqualTo("2");
            assertThat(result.at("/verify/ok").booleanValue()).isTrue();
        }
    }

    @Test
    void recordsNothingTwice() {
        assertThat(undisturbed.queryText("SELECT count(*) || ' ' || count(DISTINCT artifact_id) FROM metadata_changes"))
                .isEqualTo("%1$d %1$d".formatted(models));
        assertThat(undisturbed.queryText("""
                        SELECT count(*)
                          FROM (SELECT FROM metadata_holds GROUP BY artifact_id, field HAVING count(*) > 1) h
                        """)).isEqualTo("0");
        assertThat(undisturbed.queryText("""
                        SELECT count(*)
                          FROM (SELECT FROM model_promotion_events
                                 GROUP BY artifact_id, from_state, to_state HAVING count(*) > 1) e
                        """)).isEqualTo("0");
    }

    /** Every kind of row is there to be compared, or the comparison would show little. */
    @Test
    void comparesEveryKindOfRow() {
        assertThat(undisturbed.queryText("""
                        SELECT string_agg(DISTINCT outcome, ' ' ORDER BY outcome)
                          FROM metadata_changes
                        """)).isEqualTo("held unchanged upgraded");
        assertThat(undisturbed.queryText("SELECT string_agg(DISTINCT reason, ' ' ORDER BY reason) FROM metadata_holds"))
                .isEqualTo(
                        "ambiguous conflict inferred missing moving_ref no_timezone short_sha unparseable unrecognised"
                                + " unresolved unsafe_path");
        assertThat(expected.counts()).containsEntry("artifacts", models + MODELS / 10 + (MODELS + 9) / 10 + 8);
    }

    /** A hundred internal models land as promoted, and so in the ledger; external ones might lack their source. */
    private static String manifest() {
        return "models:\n" + legacy.queryText("""
                        SELECT string_agg('  - id: ' || to_json(id) || E'\\n    state: promoted\\n    reason: it is live\\n',
                                          '' ORDER BY id COLLATE "C")
                          FROM (SELECT id, row_number() OVER (ORDER BY id COLLATE "C") AS n
                                  FROM artifacts
                                 WHERE artifact_type = 'model' AND origin_type = 'internal') a
                         WHERE mod(n, 5) = 0 AND n <= 500
                        """);
    }

    /** Starts a command, kills it at the moment, and says how far it had come. */
    private static String kill(TestDatabase database, Moment moment, String progress, String command)
            throws IOException {
        try (CommandProcess process = start(database, command)) {
            moment.await(process, () -> progress(database, progress));
            boolean killed = process.kill();
            return "%s, %s"
                    .formatted(
                            moment,
                            killed
                                    ? "with %,d on record".formatted(progress(database, progress))
                                    : "when it had ended");
        }
    }

    private static int progress(TestDatabase database, String progress) {
        String table = database.queryText("SELECT to_regclass('metadata_changes')");
        return table == null ? 0 : Integer.parseInt(database.queryText(progress));
    }

    /** Runs a command undisturbed, and returns what it says. */
    private static JsonNode toTheEnd(TestDatabase database, String... command) throws IOException {
        int tries = 0;
        while (true) {
            try (CommandProcess process = start(database, command)) {
                // The server may notice a moment later than we that the killed one is gone.
                if (process.exitCode() == LOCKED && ++tries < 10) {
                    continue;
                }
                assertThat(process.exitCode()).as(process.err() + process.out()).isZero();
                return TestJson.parse(process.out());
            }
        }
    }

    private static CommandProcess start(TestDatabase database, String... command) throws IOException {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(List.of("--output", "json", "--yes"));
        if (!command[0].equals("revert")) {
            args.addAll(List.of("--manifest", folder.resolve(MANIFEST).toString()));
        }
        if (command[0].equals("run")) {
            args.addAll(List.of("--file", folder.resolve("report.md").toString()));
        }
        return CommandProcess.on(database, Map.of("BACKFILL_BATCH_SIZE", Integer.toString(PAGE)), args);
    }

    private static void print(String line, Object... values) {
        System.out.printf("KilledRunsIT: " + line + "%n", values);
    }

    /**
     * A run that is killed, once or twice.
     *
     * @param number counts the rounds from 1
     * @param moments when it is killed, one run after the other
     */
    record Round(int number, List<Moment> moments) {

        /** By turns of the clock and of the work; every third is killed a second time. */
        static Round of(int number, int artifacts) {
            Random random = new Random(SEED * 1_000 + number);
            List<Moment> moments = new ArrayList<>();
            for (int kill = 0; kill < (number % 3 == 0 ? 2 : 1); kill++) {
                moments.add(
                        (number + kill) % 2 == 0
                                ? Moment.ofTheClock(random, length)
                                : Moment.ofTheWork(random, artifacts));
            }
            return new Round(number, moments);
        }

        @Override
        public String toString() {
            return "round %d of %d".formatted(number, ROUNDS);
        }
    }
}
