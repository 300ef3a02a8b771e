package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Commands that get Ctrl-C in the midst of a page. They are held there by a lock of ours, so the moment is always the same.
 */
class StoppedCommandsIT {

    private static final String HEARD =
            "model-catalog: Ctrl-C: stopping as soon as the page in hand is done; once more ends it at once\n";
    private static final Duration MOMENT = Duration.ofMillis(5);
    private static final String EXAMINED = "SELECT count(*) FROM metadata_changes";

    private TestDatabase database;

    @BeforeEach
    void loadSample() {
        database = ScidexDatabase.withSample();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void backfillFinishesThePageInHand() throws IOException, SQLException {
        migrate();
        try (Connection others = locked(modelNumber(3));
                CommandProcess backfill = start("backfill", "--yes", "--batch-size", "1")) {
            awaitWaiting(backfill, 1);
            backfill.interrupt();
            awaitErr(backfill, HEARD);
            others.rollback();

            assertThat(backfill.exitCode()).isEqualTo(130);
            assertThat(backfill.err()).isEqualTo(HEARD + """
                    model-catalog: stopped by Ctrl-C: run 1 goes on later; the 3 model artifacts that were examined now stay so.\
                     To go on: model-catalog backfill --yes --batch-size 1
                    """);
            assertThat(backfill.out()).isEmpty();
        }
        assertThat(database.queryText(EXAMINED)).isEqualTo("3");
        assertThat(database.queryText("SELECT count(*) FROM backfill_claims")).isEqualTo("0");
        assertThat(Ended.on(database, "backfill", "--yes", "--batch-size", "1"))
                .isEqualTo(Ended.done("backfill  run 1 examined 5 model artifacts: 3 upgraded, 2 held, 0 unchanged\n"));
    }

    @Test
    void aSecondOneEndsThePageAtOnce() throws IOException, SQLException {
        migrate();
        try (Connection others = locked(modelNumber(3));
                CommandProcess backfill = start("backfill", "--yes", "--batch-size", "1")) {
            awaitWaiting(backfill, 1);
            backfill.interrupt();
            awaitErr(backfill, HEARD);
            backfill.interrupt();

            assertThat(backfill.exitCode()).isEqualTo(130);
            assertThat(backfill.err()).isEqualTo(HEARD);
            others.rollback();
        }
        assertThat(database.queryText(EXAMINED)).isEqualTo("2");
        assertThat(Ended.on(database, "backfill", "--yes").out())
                .startsWith("backfill  run 1 examined 6 model artifacts: ");
    }

    @Test
    void theSignalOfKillIsHeardTheSameWay() throws IOException, SQLException {
        migrate();
        try (Connection others = locked(modelNumber(3));
                CommandProcess backfill = start("backfill", "--yes", "--batch-size", "1")) {
            awaitWaiting(backfill, 1);
            backfill.terminate();
            awaitErr(backfill, HEARD.replace("Ctrl-C", "SIGTERM"));
            others.rollback();

            assertThat(backfill.exitCode()).isEqualTo(143);
            assertThat(backfill.err()).contains("stopped by SIGTERM: run 1 goes on later; the 3 model artifacts");
        }
    }

    @Test
    void everyWorkerFinishesItsPage() throws IOException, SQLException {
        migrate();
        try (Connection others = locked(modelNumber(3));
                CommandProcess backfill = start("backfill", "--yes", "--batch-size", "1", "--workers", "2")) {
            lock(others, modelNumber(4));
            awaitWaiting(backfill, 2);
            backfill.interrupt();
            awaitErr(backfill, HEARD);
            others.rollback();

            assertThat(backfill.exitCode()).isEqualTo(130);
            assertThat(backfill.err())
                    .endsWith("the 4 model artifacts that were examined now stay so."
                            + " To go on: model-catalog backfill --yes --batch-size 1 --workers 2\n");
        }
        assertThat(database.queryText(EXAMINED)).isEqualTo("4");
    }

    @Test
    void whoTookPartLeavesTheRestToTheOthers() throws IOException, SQLException {
        migrate();
        try (Connection others = locked(modelNumber(3));
                Connection more = locked(modelNumber(4));
                CommandProcess first = start("backfill", "--yes", "--batch-size", "1")) {
            awaitWaiting(first, 1);
            try (CommandProcess joined = start("backfill", "--join", "--yes", "--batch-size", "1")) {
                awaitWaiting(joined, 2);
                joined.interrupt();
                awaitErr(joined, HEARD);
                more.rollback();

                assertThat(joined.exitCode()).isEqualTo(130);
                assertThat(joined.err()).endsWith("To go on: model-catalog backfill --join --yes --batch-size 1\n");
            }
            others.rollback();

            assertThat(first.exitCode()).as(first.err()).isZero();
        }
        assertThat(database.queryText(EXAMINED)).isEqualTo("8");
    }

    @Test
    void revertFinishesThePageInHand() throws IOException, SQLException {
        migrate();
        Ended.on(database, "backfill", "--yes", "--batch-size", "1");
        String third = "SELECT FROM artifacts WHERE id = (SELECT artifact_id FROM metadata_changes ORDER BY change_id"
                + " OFFSET 2 LIMIT 1) FOR UPDATE";
        try (Connection others = locked(third);
                CommandProcess revert = start("revert", "--yes")) {
            awaitWaiting(revert, 1);
            revert.interrupt();
            awaitErr(revert, HEARD);
            others.rollback();

            assertThat(revert.exitCode()).isEqualTo(130);
            assertThat(revert.err()).isEqualTo(HEARD + """
                    model-catalog: stopped by Ctrl-C: the rest of run 1 is still to be taken back; the 3 model artifacts that\
                     were put back stay so. To go on: model-catalog revert --yes
                    """);
        }
        assertThat(Ended.on(database, "revert", "--yes"))
                .isEqualTo(Ended.done(
                        "revert    run 1: 5 model artifacts put back as before the run, by SHA-256; 0 left\n"));
    }

    @Test
    void migrateFinishesTheScriptInHand() throws IOException, SQLException {
        try (Connection others = locked("LOCK TABLE artifacts IN ROW EXCLUSIVE MODE");
                CommandProcess migrate = start("migrate", "--yes")) {
            awaitWaiting(migrate, 1);
            migrate.interrupt();
            awaitErr(migrate, HEARD);

            assertThat(migrate.exitCode()).as(migrate.err()).isEqualTo(130);
            assertThat(migrate.err())
                    .startsWith(HEARD)
                    .endsWith("model-catalog: stopped by Ctrl-C: no script was applied."
                            + " To go on: model-catalog migrate --yes\n");
            others.rollback();
        }
        assertThat(database.queryText("SELECT to_regclass('model_versions')")).isNull();
        assertThat(Ended.on(database, "migrate", "--yes").exitCode()).isZero();
    }

    @Test
    void runStopsInTheMidstOfItsBackfill() throws IOException, SQLException {
        migrate();
        try (Connection others = locked(modelNumber(3));
                CommandProcess run = start("run", "--yes", "--file", "no such folder/it's.md")) {
            awaitWaiting(run, 1);
            run.interrupt();
            awaitErr(run, HEARD);
            others.rollback();

            assertThat(run.exitCode()).isEqualTo(130);
            assertThat(run.err())
                    .endsWith("the 3 model artifacts that were examined now stay so."
                            + " To go on: model-catalog run --yes --file 'no such folder/it'\\''s.md'\n");
            assertThat(run.out()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"plan, metadata_holds", "verify, metadata_holds"})
    void whatOnlyReadsStopsToo(String name, String table) throws IOException, SQLException {
        migrate();
        Ended.on(database, "backfill", "--yes");
        database.execute(
                "INSERT INTO artifacts (id, artifact_type, title, metadata) VALUES ('new', 'model', 'New', '{}')");
        try (Connection others = locked("LOCK TABLE %s IN ACCESS EXCLUSIVE MODE".formatted(table));
                CommandProcess command = start(name)) {
            awaitWaiting(command, 1);
            command.interrupt();
            awaitErr(command, HEARD);
            others.rollback();

            assertThat(command.exitCode()).isEqualTo(130);
            assertThat(command.err())
                    .isEqualTo(HEARD
                            + "model-catalog: stopped by Ctrl-C: %1$s changes nothing. To go on: model-catalog %1$s\n"
                                    .formatted(name));
        }
    }

    @Test
    void validateStopsBetweenTwoDocuments() throws IOException {
        try (CommandProcess validate =
                CommandProcess.start(Map.of(), List.of(), List.of("validate", "--lines", "-", "--output", "json"))) {
            validate.type("{}\n");
            while (validate.out().isEmpty()) {
                assertThat(validate.endsWithin(MOMENT)).as(validate.err()).isFalse();
            }
            validate.interrupt();
            awaitErr(validate, HEARD);
            validate.type("{}\n");

            assertThat(validate.exitCode()).isEqualTo(130);
            assertThat(validate.err())
                    .isEqualTo(HEARD + "model-catalog: stopped by Ctrl-C: validate changes nothing."
                            + " To go on: model-catalog validate --lines - --output json\n");
        }
    }

    private void migrate() {
        assertThat(Ended.on(database, "migrate", "--yes").exitCode()).isZero();
    }

    /** Returns what locks a model, by its place in the order in which a backfill takes them. */
    private static String modelNumber(int number) {
        return """
                SELECT FROM artifacts
                 WHERE id = (SELECT id FROM artifacts WHERE artifact_type = 'model'
                              ORDER BY id COLLATE "C" OFFSET %d LIMIT 1)
                   FOR UPDATE
                """.formatted(number - 1);
    }

    private Connection locked(String lock) throws SQLException {
        Connection connection = database.connection();
        connection.setAutoCommit(false);
        lock(connection, lock);
        return connection;
    }

    private static void lock(Connection connection, String lock) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(lock);
        }
    }

    private CommandProcess start(String... args) throws IOException {
        return CommandProcess.on(
                database, Map.of("BACKFILL_LOCK_TIMEOUT", "1m", "BACKFILL_BATCH_SIZE", "1"), List.of(args));
    }

    /** Waits until so many sessions wait for our lock. */
    private void awaitWaiting(CommandProcess process, int sessions) throws IOException {
        String waiting =
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while (!Integer.toString(sessions).equals(database.queryText(waiting))) {
            assertThat(process.endsWithin(MOMENT)).as(process.err()).isFalse();
        }
    }

    private static void awaitErr(CommandProcess process, String text) throws IOException {
        while (!process.err().equals(text)) {
            assertThat(process.endsWithin(MOMENT)).as(process.err()).isFalse();
        }
    }
}
