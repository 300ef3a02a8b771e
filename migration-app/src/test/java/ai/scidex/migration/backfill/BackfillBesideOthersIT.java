package ai.scidex.migration.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.Occasion;
import ai.scidex.migration.MigratedDatabase;
import ai.scidex.migration.OwnThread;
import ai.scidex.migration.backfill.BackfillResult.RefusedArtifact;
import ai.scidex.migration.backfill.Claims.Claim;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.Field;
import ai.scidex.migration.decision.FieldDecision;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import ai.scidex.migration.manifest.Landings;
import ai.scidex.migration.progress.Unwatched;
import ai.scidex.migration.transaction.QuickCompression;
import ai.scidex.migration.transaction.TransactionBounds;
import com.fasterxml.jackson.databind.node.TextNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the backfill does where others lock, edit or guard the artifacts that it works on. */
class BackfillBesideOthersIT {

    private static final String LEGACY = """
            {"is_external": false, "model_family": "statistical", "library": "scikit-learn", "parameter_count": 12,
             "training_data": "d", "evaluation_dataset": "e", "evaluation_metrics": {"auroc": 0.810}}
            """;

    private static final String LOCK_TIMEOUT = "backfill.lock-timeout";

    @ParameterizedTest
    @ValueSource(strings = {"P0001", "MC001", "42501", "23001"})
    void namesTheArtifactThatATriggerRefusesAndGoesOn(String state) {
        try (MigratedDatabase database = withModels(8)) {
            database.execute(guard("IF NEW.id = 'model-5' THEN RAISE 'model-5 is frozen' USING ERRCODE = '%s'; END IF;"
                    .formatted(state)));
            database.execute("CREATE TRIGGER guard BEFORE UPDATE ON artifacts FOR EACH ROW EXECUTE FUNCTION guard()");

            assertThat(database.backfill())
                    .isEqualTo(new BackfillResult(
                            "1",
                            7,
                            7,
                            0,
                            0,
                            List.of(new RefusedArtifact("model-5", "the database refuses it: model-5 is frozen"))));
            assertThat(database.query("SELECT string_agg(DISTINCT artifact_id, ' ') FROM metadata_changes"))
                    .doesNotContain("model-5");
        }
    }

    @Test
    void namesTheArtifactThatIsRefusedOnlyWhenAllIsWritten() {
        try (MigratedDatabase database = withModels(4)) {
            database.execute(guard("IF NEW.id = 'model-2' THEN RAISE 'too late'; END IF;"));
            database.execute("CREATE CONSTRAINT TRIGGER guard AFTER UPDATE ON artifacts"
                    + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard()");

            assertThat(database.backfill())
                    .isEqualTo(new BackfillResult(
                            "1",
                            3,
                            3,
                            0,
                            0,
                            List.of(new RefusedArtifact("model-2", "the database refuses it: too late"))));
        }
    }

    @Test
    void waitsForARowLongerThanAMigrationWouldForATable()
            throws SQLException, ExecutionException, InterruptedException {
        try (MigratedDatabase database = withModels(1);
                Connection somebody = database.connection();
                Statement statement = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            statement.execute("SELECT FROM artifacts FOR UPDATE");
            CompletableFuture<BackfillResult> result = OwnThread.supply(database::backfill);
            awaitBlocked(database, result);
            statement.execute("SELECT pg_sleep(4)");
            somebody.rollback();

            assertThat(result.get()).isEqualTo(new BackfillResult("1", 1, 1, 0, 0, List.of()));
        }
    }

    @Test
    void namesTheArtifactThatSomebodyKeepsLockedAndGoesOn() throws SQLException {
        try (MigratedDatabase database = withModels(4, Map.of(LOCK_TIMEOUT, "100ms"));
                Connection somebody = database.connection();
                Statement statement = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            statement.execute("SELECT FROM artifacts WHERE id = 'model-3' FOR UPDATE");

            assertThat(database.backfill())
                    .isEqualTo(
                            new BackfillResult(
                                    "1",
                                    3,
                                    3,
                                    0,
                                    0,
                                    List.of(
                                            new RefusedArtifact(
                                                    "model-3",
                                                    "others keep it busy (canceling statement due to lock timeout); run the command again"))));

            somebody.rollback();

            assertThat(database.backfill()).isEqualTo(new BackfillResult("2", 1, 1, 0, 0, List.of()));
        }
    }

    @Test
    void boundsEachWaitInTheTransactionOfAPage() {
        try (MigratedDatabase database = withModels(1)) {
            database.execute("CREATE TABLE bounds (lock_timeout TEXT, idle_timeout TEXT, keepalives TEXT)");
            database.execute(guard("INSERT INTO bounds VALUES (current_setting('lock_timeout'),"
                    + " current_setting('idle_in_transaction_session_timeout'),"
                    + " concat_ws(' ', current_setting('tcp_keepalives_idle'), current_setting('tcp_keepalives_interval'),"
                    + " current_setting('tcp_keepalives_count')));"));
            database.execute("CREATE TRIGGER guard BEFORE UPDATE ON artifacts FOR EACH ROW EXECUTE FUNCTION guard()");

            assertThat(database.backfill()).isEqualTo(new BackfillResult("1", 1, 1, 0, 0, List.of()));
            assertThat(database.query("SELECT concat_ws(', ', lock_timeout, idle_timeout, keepalives) FROM bounds"))
                    .isEqualTo("5s, 5min, 60 10 6");
        }
    }

    @Test
    void stopsWhereSomebodyKeepsTheRunLocked() throws SQLException {
        try (MigratedDatabase database = withModels(1, Map.of(LOCK_TIMEOUT, "50ms"));
                Connection somebody = database.connection();
                Statement statement = somebody.createStatement()) {
            database.bean(Runs.class).open(Landings.withoutManifest(), "test", false);
            somebody.setAutoCommit(false);
            statement.execute("SELECT FROM backfill_runs FOR UPDATE");

            assertThatThrownBy(database::backfill).hasMessageContaining("canceling statement due to lock timeout");

            somebody.rollback();

            assertThat(database.backfill()).isEqualTo(new BackfillResult("1", 1, 1, 0, 0, List.of()));
        }
    }

    @Test
    void triesAgainWhenItWasTheVictimOfADeadlock() throws SQLException, ExecutionException, InterruptedException {
        try (MigratedDatabase database = withModels(2);
                Connection somebody = database.connection();
                Statement statement = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            // Whoever looks for a deadlock first is its victim: not somebody.
            statement.execute("SET deadlock_timeout = '1h'");
            statement.execute(
                    "UPDATE artifacts SET metadata = metadata || '{\"library\": \"scipy\"}' WHERE id = 'model-2'");
            CompletableFuture<BackfillResult> result = OwnThread.supply(database::backfill);
            awaitBlocked(database, result);
            statement.execute("UPDATE artifacts SET title = 'Edited' WHERE id = 'model-1'");
            somebody.commit();

            assertThat(result.get()).isEqualTo(new BackfillResult("1", 2, 2, 0, 0, List.of()));
            assertThat(database.query("SELECT title FROM artifacts WHERE id = 'model-1'"))
                    .isEqualTo("Edited");
            assertThat(database.query("SELECT metadata ->> 'framework' FROM artifacts WHERE id = 'model-2'"))
                    .isEqualTo("scipy");
        }
    }

    @Test
    void triesAPageAgainThatCouldNotBeSerialized() {
        try (MigratedDatabase database = withModels(4)) {
            database.execute("CREATE SEQUENCE tries");
            database.execute(guard("IF NEW.id = 'model-2' AND nextval('tries') < 3"
                    + " THEN RAISE 'could not serialize' USING ERRCODE = 'serialization_failure'; END IF;"));
            database.execute("CREATE TRIGGER guard BEFORE UPDATE ON artifacts FOR EACH ROW EXECUTE FUNCTION guard()");

            assertThat(database.backfill()).isEqualTo(new BackfillResult("1", 4, 4, 0, 0, List.of()));
            assertThat(database.query("SELECT last_value FROM tries")).isEqualTo("3");
            assertThat(database.query("SELECT count(DISTINCT xmin::TEXT) FROM metadata_changes"))
                    .isEqualTo("1");
        }
    }

    @Test
    void decidesAnArtifactAgainThatSomebodyEditedBetweenReadingAndWriting() {
        try (MigratedDatabase database = withModels(2)) {
            Meddler meddler = new Meddler(database, 1, """
                    UPDATE artifacts SET metadata = metadata || '{"library": "scipy"}' WHERE id = 'model-2'
                    """);

            assertThat(meddler.backfill()).isEqualTo(new BackfillResult("1", 2, 2, 0, 0, List.of()));
            assertThat(database.query("SELECT string_agg(metadata ->> 'framework', ' ' ORDER BY id) FROM artifacts"))
                    .isEqualTo("scikit-learn scipy");
            assertThat(database.query(
                            "SELECT metadata_before ->> 'library' FROM metadata_changes WHERE artifact_id = 'model-2'"))
                    .isEqualTo("scipy");
        }
    }

    @Test
    void namesAnArtifactThatSomebodyNeverStopsEditing() {
        try (MigratedDatabase database = withModels(3)) {
            Meddler meddler = new Meddler(
                    database, Integer.MAX_VALUE, "UPDATE artifacts SET title = title || '!' WHERE id = 'model-2'");

            assertThat(meddler.backfill())
                    .isEqualTo(
                            new BackfillResult(
                                    "1",
                                    2,
                                    2,
                                    0,
                                    0,
                                    List.of(
                                            new RefusedArtifact(
                                                    "model-2",
                                                    "somebody edited it each of the 10 times that it was read; run the command again"))));
            assertThat(database.backfill()).isEqualTo(new BackfillResult("2", 1, 1, 0, 0, List.of()));
        }
    }

    @Test
    void stopsWhenItsLockIsGone() {
        try (MigratedDatabase database = withModels(2, Map.of("backfill.batch-size", 1))) {
            Meddler meddler = new Meddler(database, 1, """
                    SELECT pg_terminate_backend(l.pid, 60000)
                      FROM pg_locks l
                      JOIN pg_database d ON d.oid = l.database
                     WHERE l.locktype = 'advisory'
                       AND d.datname = current_database()
                    """);

            assertThatThrownBy(meddler::backfill)
                    .hasMessage("the run lost its lock, because the connection that held it broke off;"
                            + " what was written stays, so run the command again");
            assertThat(database.query("SELECT string_agg(artifact_id, ' ') FROM metadata_changes"))
                    .isEqualTo("model-1");

            assertThat(database.backfill()).isEqualTo(new BackfillResult("1", 1, 1, 0, 0, List.of()));
        }
    }

    /** No rule reads a value that the validator refuses, so somebody else has to. */
    @Test
    void countsAsWrittenWhatTheValidatorRefusesTheOptionalFieldsOf() {
        try (MigratedDatabase database = withModels(3)) {
            Misreader misreader = new Misreader(database);

            assertThat(misreader.backfill()).isEqualTo(new BackfillResult("1", 3, 3, 0, 0, List.of()));
            assertThat(database.query("SELECT string_agg(DISTINCT outcome, ' ') FROM metadata_changes"))
                    .isEqualTo("upgraded");
            assertThat(database.query("SELECT string_agg(DISTINCT field || ' ' || required, ', ') FROM metadata_holds"))
                    .isEqualTo("benchmark_id false");
        }
    }

    private static MigratedDatabase withModels(int count) {
        return withModels(count, Map.of());
    }

    private static MigratedDatabase withModels(int count, Map<String, Object> settings) {
        MigratedDatabase database = MigratedDatabase.empty(settings);
        for (int i = 1; i <= count; i++) {
            database.insertModel("model-" + i, LEGACY);
        }
        return database;
    }

    private static String guard(String body) {
        return "CREATE FUNCTION guard() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN %s RETURN NEW; END $$"
                .formatted(body);
    }

    /** Waits until some statement on the database waits for a lock. */
    private static void awaitBlocked(MigratedDatabase database, CompletableFuture<BackfillResult> result) {
        while (!result.isDone()
                && database.query("SELECT count(*) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                        .equals("0")) {
            Thread.onSpinWait();
        }
    }

    /** Comes between the reading and the writing of a page. */
    private abstract static class Between extends PageWriter {

        final MigratedDatabase database;

        Between(MigratedDatabase database) {
            super(
                    database.bean(ModelCatalog.class),
                    database.bean(Holds.class),
                    database.bean(Claims.class),
                    database.bean(TransactionBounds.class),
                    database.bean(QuickCompression.class));
            this.database = database;
        }

        /** Returns the decisions that are written in the place of those that were made. */
        abstract List<Decision> instead(List<Decision> decisions);

        @Override
        public Page write(Occasion occasion, long runId, Claim claim, Landings landings, List<Decision> decisions) {
            return database.bean(PageWriter.class).write(occasion, runId, claim, landings, instead(decisions));
        }

        BackfillResult backfill() {
            Backfill backfill = new Backfill(
                    database.bean(BackfillSettings.class),
                    database.bean(RunLock.class),
                    database.bean(Runs.class),
                    database.bean(Claims.class),
                    database.bean(LegacyArtifacts.class),
                    this,
                    database.bean(Attempts.class),
                    new Unwatched());
            return backfill.run(Landings.withoutManifest(), "test");
        }
    }

    /** Somebody whose statement always comes between. */
    private static final class Meddler extends Between {

        private final String sql;
        private int times;

        Meddler(MigratedDatabase database, int times, String sql) {
            super(database);
            this.times = times;
            this.sql = sql;
        }

        @Override
        List<Decision> instead(List<Decision> decisions) {
            if (times-- > 0) {
                database.execute(sql);
            }
            return decisions;
        }
    }

    /** Reads a benchmark that has no name. */
    private static final class Misreader extends Between {

        Misreader(MigratedDatabase database) {
            super(database);
        }

        @Override
        List<Decision> instead(List<Decision> decisions) {
            return decisions.stream().map(Misreader::misread).toList();
        }

        private static Decision misread(Decision decision) {
            Map<Field, FieldDecision> fields = new EnumMap<>(decision.fields());
            fields.put(Field.BENCHMARK_ID, new Mapped(new TextNode(" "), "/benchmark_id", "text", List.of()));
            return new Decision(decision.artifact(), fields);
        }
    }
}
