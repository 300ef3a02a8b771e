package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackfillCommandIT {

    private static final String LOSS = "model-catalog: the connection to the database broke off; going on as soon as it"
            + " answers, for up to 2 minutes\n";

    private TestDatabase database;

    @BeforeEach
    void migrate() {
        database = ScidexDatabase.withSample();
        Ended.on(database, "migrate", "--yes");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void saysOnATerminalWhatItIsAboutToChange() {
        Ended ended = Ended.typing(database, List.of("n"), "backfill");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .isEqualTo(
                        ("backfill changes model artifacts in %s, database %s, as %s: 16 artifacts, 8 of them models,"
                                        + " 0 in the catalog already, 0 with held fields. Go ahead? [y/N] model-catalog: nothing was"
                                        + " changed, because the answer was not yes\n")
                                .formatted(
                                        database.jdbcUrl(),
                                        database.queryText("SELECT current_database()"),
                                        database.username()));
        assertThat(database.queryText("SELECT count(*) FROM model_versions")).isEqualTo("0");

        assertThat(Ended.typing(database, List.of("yes"), "backfill").exitCode())
                .isZero();
    }

    @Test
    void bringsEveryModelIntoTheCatalog() {
        assertThat(Ended.on(database, "backfill", "--yes"))
                .isEqualTo(Ended.done("backfill  run 1 examined 8 model artifacts: 5 upgraded, 3 held, 0 unchanged\n"));
    }

    @Test
    void countsOnlyWhatThisRunDecided() {
        Ended.on(database, "backfill", "--yes");

        assertThat(Ended.on(database, "backfill", "--yes"))
                .isEqualTo(Ended.done(
                        "backfill  nothing to do, no model artifact waits to be examined; nothing changed\n"));
        assertThat(Ended.on(database, "backfill", "--yes", "--output", "json").json())
                .isEqualTo(TestJson.parse("""
                        {"runId": "1", "examined": 0, "upgraded": 0, "held": 0, "unchanged": 0, "refused": []}
                        """));
    }

    @Test
    void decidesTheSameInBatchesOfOne() {
        assertThat(Ended.on(database, "backfill", "--yes", "--batch-size", "1", "--output", "json")
                        .json())
                .isEqualTo(TestJson.parse("""
                        {"runId": "1", "examined": 8, "upgraded": 5, "held": 3, "unchanged": 0, "refused": []}
                        """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10001"})
    void refusesABatchOfAnotherSize(String size) {
        assertThat(Ended.on(database, "backfill", "--yes", "--batch-size", size))
                .isEqualTo(Ended.failed(2, "a batch has 1 to 10000 artifacts, not " + size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "17"})
    void refusesAnotherNumberOfWorkers(String workers) {
        assertThat(Ended.on(database, "backfill", "--yes", "--workers", workers))
                .isEqualTo(Ended.failed(2, "a process has 1 to 16 workers, not " + workers));
    }

    @Test
    void sharesTheWorkAmongWorkers() {
        assertThat(Ended.on(database, "backfill", "--yes", "--workers", "16", "--batch-size", "1"))
                .isEqualTo(Ended.done("backfill  run 1 examined 8 model artifacts: 5 upgraded, 3 held, 0 unchanged\n"));
        assertThat(database.queryText("SELECT count(DISTINCT artifact_id) || ' ' || count(*) FROM metadata_changes"))
                .isEqualTo("8 8");
        assertThat(database.queryText("SELECT count(*) FROM backfill_claims")).isEqualTo("0");
    }

    @Test
    void refusesToTakePartWithAPlan() {
        assertThat(Ended.on(database, "backfill", "--yes", "--join", "--plan", "plan.json"))
                .isEqualTo(Ended.failed(
                        2, "--join takes part in a run without a plan; leave out one of --join and --plan"));
    }

    @Test
    void goesOnWithARunThatNobodyWorksOnAnyMore() {
        Ended.on(database, "backfill", "--yes");
        database.execute("UPDATE backfill_runs SET finished_at = NULL, next_from = ''");

        assertThat(Ended.on(database, "backfill", "--yes", "--join", "--no-manifest"))
                .isEqualTo(
                        Ended.failed(
                                3,
                                "run 1 has another manifest; give the same --manifest or --no-manifest, or wait until it ends"));
        assertThat(Ended.on(database, "backfill", "--yes", "--join"))
                .isEqualTo(new Ended(
                        0,
                        "backfill  nothing was left for this process to do; it changed nothing\n",
                        "model-catalog: run 1 has ended; nothing of it was left for this process\n"));
        assertThat(database.queryText("SELECT count(finished_at) FROM backfill_runs"))
                .isEqualTo("1");
    }

    @Test
    void saysThatThereIsNothingToTakePartIn() {
        Ended.on(database, "backfill", "--yes");

        assertThat(Ended.on(database, "backfill", "--yes", "--join"))
                .isEqualTo(new Ended(
                        0,
                        "backfill  nothing was left for this process to do; it changed nothing\n",
                        "model-catalog: no run is in progress on this database\n"));
    }

    @Test
    void refusesABatchSizeThatIsNoNumber() {
        assertThat(Ended.on(database, "backfill", "--yes", "--batch-size", "many"))
                .isEqualTo(
                        Ended.failed(
                                2,
                                "Invalid value for option '--batch-size': 'many' is no whole number, or one that is too large; see model-catalog backfill --help"));
    }

    @Test
    void changesNothingWithoutConsent() {
        assertThat(Ended.on(database, "backfill"))
                .isEqualTo(Ended.failed(
                        2,
                        "backfill changes model artifacts in %s, and there is no terminal to ask at; add --yes to go ahead"
                                .formatted(database.jdbcUrl())));
        assertThat(database.queryText("SELECT count(*) FROM backfill_runs")).isEqualTo("0");
    }

    @Test
    void changesNothingWhereTheManifestDoesNotFit(@TempDir Path folder) throws IOException {
        Path manifest = Files.writeString(
                folder.resolve("models.yml"), "models: [{id: model-, state: promoted, reason: already live}]\n");

        Ended ended = Ended.on(database, "backfill", "--yes", "--manifest", manifest.toString());

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err())
                .startsWith("model-catalog: the manifest does not fit this database: ")
                .hasLineCount(1);
        assertThat(database.queryText("SELECT count(*) FROM backfill_runs")).isEqualTo("0");
    }

    @Test
    void namesWhatItCouldNotBringIn() {
        database.execute("UPDATE artifacts SET id = ' ' WHERE id = 'model_ot_ad_zscore_rules_v1'");

        assertThat(Ended.on(database, "backfill", "--yes", "--no-manifest")).isEqualTo(new Ended(3, """
                        backfill  run 1 examined 7 model artifacts: 5 upgraded, 2 held, 0 unchanged
                                  refused ' ': an artifact id must not be blank; give it another id, or delete it
                        """, ""));
    }

    @Test
    void goesOnWhereTheConnectionOfItsLockBrokeOff() {
        database.execute(breakingOff("nextval('losses') = 3", """
                PERFORM pg_terminate_backend(l.pid, 60000)
                   FROM pg_locks l
                   JOIN pg_database d ON d.oid = l.database
                  WHERE l.locktype = 'advisory'
                    AND l.pid <> pg_backend_pid()
                    AND d.datname = current_database()
                """));

        assertGoesOn(Ended.on(database, "backfill", "--yes", "--batch-size", "2"));
    }

    @Test
    void goesOnWhereTheConnectionOfAPageBrokeOff() {
        database.execute(breakingOff("nextval('losses') = 3", "PERFORM pg_terminate_backend(pg_backend_pid())"));

        assertGoesOn(Ended.on(database, "backfill", "--yes", "--batch-size", "2"));
    }

    @Test
    void givesUpWhereItBreaksOffAgainAndAgain() {
        database.execute(breakingOff("true", "PERFORM pg_terminate_backend(pg_backend_pid())"));

        Ended ended = Ended.on(database, "backfill", "--yes");

        assertThat(ended)
                .isEqualTo(new Ended(
                        1,
                        "",
                        LOSS.repeat(5)
                                + "model-catalog: the connection to the database broke off; see that the server runs,"
                                + " then run the command again\n"));
        assertThat(database.queryText("SELECT count(*) FROM metadata_changes")).isEqualTo("0");
    }

    private void assertGoesOn(Ended ended) {
        assertThat(ended)
                .isEqualTo(new Ended(
                        0, "backfill  run 1 examined 8 model artifacts: 5 upgraded, 3 held, 0 unchanged\n", LOSS));
        assertThat(database.queryText("SELECT count(*) || ' ' || count(DISTINCT artifact_id) FROM metadata_changes"))
                .isEqualTo("8 8");
        assertThat(database.queryText("SELECT count(*) FROM backfill_runs")).isEqualTo("1");
    }

    /** Returns a trigger that breaks something off while a page is written. */
    private static String breakingOff(String condition, String what) {
        return """
                CREATE SEQUENCE losses;
                CREATE FUNCTION break_off() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN
                    IF %s THEN
                        %s;
                    END IF;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER break_off BEFORE UPDATE ON artifacts FOR EACH ROW EXECUTE FUNCTION break_off()
                """.formatted(condition, what);
    }

    @Test
    void asksForTheTablesFirst() {
        try (TestDatabase empty = TestDatabase.fresh()) {
            assertThat(Ended.on(empty, "backfill", "--yes"))
                    .isEqualTo(Ended.failed(1, "the tables are not up to date; run model-catalog migrate first"));
        }
    }

    @Test
    void leavesADatabaseAloneOnWhichAnotherRunWorks() throws SQLException {
        try (Connection other = database.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(
                    "SELECT pg_advisory_xact_lock(hashtextextended('model-catalog backfill ' || current_schema(), 0))");

            statement.execute("SET LOCAL application_name = 'Jane''s session'");

            Ended ended = Ended.on(database, "backfill", "--yes");

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.err())
                    .matches("model-catalog: another run is in progress on this database: user '.+' has the lock"
                            + " since .+Z \\(Jane's session; server process \\d+\\); wait until it ends\n");
        }
    }
}
