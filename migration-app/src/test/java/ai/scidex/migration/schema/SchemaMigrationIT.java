package ai.scidex.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestRole;
import ai.scidex.migration.MigratedDatabase;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaMigrationIT {

    private TestDatabase database;
    private SchemaMigration migration;

    @BeforeEach
    void create() {
        database = TestDatabase.fresh();
        migration = new SchemaMigration(database.dataSource());
    }

    @AfterEach
    void drop() {
        database.close();
    }

    static Stream<Named<String>> databases() {
        return Stream.of(
                named("nothing", EarlierDatabase.NOTHING),
                named("other tables", EarlierDatabase.OTHER_TABLES),
                named("a type", EarlierDatabase.A_TYPE),
                named("artifacts", EarlierDatabase.ARTIFACTS),
                named("artifacts and model_versions", EarlierDatabase.ARTIFACTS_AND_VERSIONS),
                named("artifacts and a bare model_versions", EarlierDatabase.ARTIFACTS_AND_BARE_VERSIONS));
    }

    static Stream<Named<String>> databasesWithVersions() {
        return databases().skip(4);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void appliesWhatItAnnounced(String earlier) {
        database.execute(earlier);
        List<String> before = SchemaSnapshot.of(database);
        List<String> pending = migration.pending();

        assertThat(SchemaSnapshot.of(database)).isEqualTo(before);
        assertThat(migration.version()).isEmpty();

        MigrationResult result = migration.migrate();

        assertThat(result.applied()).isEqualTo(pending).contains("V0099__model_versions.sql", "R__promotion_guard.sql");
        assertThat(migration.version()).contains(result.migrationVersion());
        assertThat(result.migrationVersion()).isEqualTo(SchemaMigration.LAST_VERSION);
        assertThat(migration.pending()).isEmpty();
        assertThat(new Preflight(database.dataSource()).check()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void changesNothingTheSecondTime(String earlier) {
        database.execute(earlier);
        MigrationResult first = migration.migrate();
        List<String> schema = SchemaSnapshot.of(database);
        String history = history();

        assertThat(migration.migrate()).isEqualTo(new MigrationResult(List.of(), first.migrationVersion()));
        assertThat(SchemaSnapshot.of(database)).isEqualTo(schema);
        assertThat(history()).isEqualTo(history);
    }

    @Test
    void makesArtifactsWhereThereAreNone() {
        database.execute(EarlierDatabase.OTHER_TABLES);

        assertThat(migration.migrate().applied()).startsWith("V0001__artifacts.sql", "V0099__model_versions.sql");
        assertThat(database.queryText("SELECT count(*) FROM artifacts")).isEqualTo("0");
        assertThat(database.queryText("SELECT title FROM papers")).isEqualTo("TREM2");
    }

    @Test
    void leavesArtifactsAsTheyAreButForIndexesAndStatistics() {
        database.execute(EarlierDatabase.ARTIFACTS);
        List<String> schema = SchemaSnapshot.of(database);
        String rows = rows("artifacts");

        assertThat(migration.migrate().applied()).startsWith("V0099__model_versions.sql");
        assertThat(SchemaSnapshot.of(database)).containsAll(schema);
        assertThat(SchemaSnapshot.ofTable(database, "artifacts"))
                .filteredOn(line -> !schema.contains(line))
                .allMatch(line -> line.startsWith("artifacts has CREATE INDEX idx_artifacts_model")
                        || line.startsWith("artifacts has CREATE STATISTICS"));
        assertThat(rows("artifacts")).isEqualTo(rows);
        assertThat(database.queryText("SELECT version FROM model_catalog_schema_history WHERE type = 'BASELINE'"))
                .isEqualTo("0001");
    }

    @ParameterizedTest
    @MethodSource("databasesWithVersions")
    void keepsTheRowsOfAnEarlierTable(String earlier) {
        database.execute(earlier);
        String rows = rows("model_versions");

        migration.migrate();

        assertThat(rows("model_versions")).isEqualTo(rows);
        assertThat(database.queryText("SELECT count(*) FROM model_promotion_events"))
                .isEqualTo("0");
    }

    @Test
    void addsTheIndexesToTablesThatAreInUse(@TempDir Path folder) throws IOException {
        database.execute(EarlierDatabase.ARTIFACTS_AND_VERSIONS);
        migrateAsVersion0105(folder);
        database.execute("""
                UPDATE artifacts SET metadata = '["git_sha"]' WHERE id = 'model-1';
                UPDATE artifacts SET metadata = NULL WHERE id = 'model-2';
                UPDATE artifacts SET metadata = jsonb_build_object('framework', (SELECT string_agg(md5(n::TEXT), '')
                                                                                   FROM generate_series(1, 1000) n))
                 WHERE id = 'model-3';
                UPDATE model_versions SET eval_metrics_json = '{"auroc": {"value": "0.9"}}' WHERE artifact_id = 'model-4'
                """);
        String rows = rows("model_versions");

        assertThat(migration.migrate().applied())
                .contains("V0106__model_query_indexes.sql", "R__model_versions_typed.sql")
                .doesNotContain("V0105__artifacts_indexes.sql");
        assertThat(rows("model_versions")).isEqualTo(rows);
        assertThat(database.queryText("SELECT count(v::TEXT) FROM model_versions_typed v"))
                .isEqualTo("8");
    }

    @ParameterizedTest
    @MethodSource("databasesWithVersions")
    void givesAnEarlierTableAllThatANewOneHas(String earlier) {
        database.execute(earlier);
        migration.migrate();

        try (TestDatabase fresh = TestDatabase.fresh()) {
            new SchemaMigration(fresh.dataSource()).migrate();

            assertThat(SchemaSnapshot.ofTable(database, "model_versions"))
                    .isEqualTo(SchemaSnapshot.ofTable(fresh, "model_versions"));
        }
    }

    /** Killed in between, it would apply a script for the second time. */
    @Test
    void commitsAScriptTogetherWithItsLineInTheHistory() {
        migration.migrate();

        assertThat(database.queryText("""
                        SELECT string_agg(h.version || ' ' || (c.xmin = h.xmin), ', ' ORDER BY h.version)
                          FROM model_catalog_schema_history h
                          JOIN (VALUES ('0101', 'model_promotion_events', 'event_id'),
                                       ('0102', 'backfill_runs', 'run_id'),
                                       ('0103', 'metadata_changes', 'change_id'),
                                       ('0104', 'metadata_holds', 'hold_id'),
                                       ('0110', 'hold_decisions', 'decision_id'),
                                       ('0111', 'backfill_claims', 'claim_id')) t (version, table_name, column_name)
                            ON t.version = h.version
                          JOIN pg_attribute c ON c.attrelid = t.table_name::REGCLASS AND c.attname = t.column_name
                        """))
                .isEqualTo("0101 true, 0102 true, 0103 true, 0104 true, 0110 true, 0111 true");
    }

    @Test
    void leavesNothingOfAScriptThatFails() {
        database.execute(EarlierDatabase.ARTIFACTS + "; CREATE TABLE idx_metadata_holds_open (id TEXT)");

        assertThatThrownBy(() -> migration.migrate())
                .isInstanceOf(MigrationRefusedException.class)
                .hasMessage(
                        "the database refuses the migration: ERROR: relation \"idx_metadata_holds_open\" already exists");
        assertThat(database.queryText("SELECT to_regclass('metadata_holds')")).isNull();
        assertThat(migration.version()).contains("0103");

        database.execute("DROP TABLE idx_metadata_holds_open");
        List<String> pending = migration.pending();

        assertThat(pending).startsWith("V0104__metadata_holds.sql");
        assertThat(migration.migrate().applied()).isEqualTo(pending);
    }

    @Test
    void doesNotWaitForeverForSomebodyElsesLock() throws SQLException {
        database.execute(EarlierDatabase.ARTIFACTS);
        try (Connection somebody = database.connection();
                Statement statement = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            statement.execute("LOCK TABLE artifacts IN ROW EXCLUSIVE MODE");

            assertThatThrownBy(() -> migration.migrate(1))
                    .isInstanceOf(MigrationRefusedException.class)
                    .hasMessage("somebody else keeps a lock on artifacts or model_versions;"
                            + " end that transaction and migrate again");
            assertThat(database.queryText("SELECT to_regclass('model_versions')"))
                    .isNull();

            somebody.rollback();
        }

        assertThat(migration.migrate().applied()).startsWith("V0099__model_versions.sql");
    }

    @Test
    void namesTheScriptsOfEveryAttempt() {
        database.execute(EarlierDatabase.ARTIFACTS + "; CREATE TABLE idx_metadata_holds_open (id TEXT)");
        assertThatThrownBy(() -> migration.migrate()).isInstanceOf(MigrationRefusedException.class);
        database.execute("""
                DROP TABLE idx_metadata_holds_open;
                CREATE SEQUENCE tries;
                CREATE FUNCTION keep_away() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN
                    IF nextval('tries') = 1 THEN
                        RAISE 'locked' USING ERRCODE = 'lock_not_available';
                    END IF;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER keep_away BEFORE INSERT ON model_catalog_schema_history
                    FOR EACH ROW WHEN (NEW.version = '0105') EXECUTE FUNCTION keep_away()
                """);
        List<String> pending = migration.pending();

        assertThat(pending).startsWith("V0104__metadata_holds.sql", "V0105__artifacts_indexes.sql");
        assertThat(migration.migrate(2).applied()).isEqualTo(pending);
        assertThat(database.queryText("SELECT last_value FROM tries")).isEqualTo("2");
    }

    @Test
    void leavesTheConnectionsOfAPoolAsTheyWere() throws SQLException {
        try (MigratedDatabase migrated = MigratedDatabase.empty()) {
            migrated.bean(SchemaMigration.class).pending();
            migrated.bean(SchemaMigration.class).version();

            assertThat(lockTimeouts(migrated)).containsOnly("0");
        }
    }

    /** Asks each connection of the pool, all at once. */
    private static List<String> lockTimeouts(MigratedDatabase migrated) throws SQLException {
        DataSource pool = DelegatingDataSource.unwrapDataSource(migrated.bean(DataSource.class));
        List<Connection> connections = new ArrayList<>();
        List<String> timeouts = new ArrayList<>();
        try {
            for (int i = 0; i < MigratedDatabase.POOL_SIZE; i++) {
                connections.add(pool.getConnection());
            }
            for (Connection connection : connections) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SHOW lock_timeout")) {
                    rows.next();
                    timeouts.add(rows.getString(1));
                }
            }
            return timeouts;
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    void refusesTablesThatOtherScriptsMade() {
        migration.migrate();
        database.execute("UPDATE model_catalog_schema_history SET checksum = 1 WHERE version = '0099'");

        assertThatThrownBy(() -> migration.migrate())
                .isInstanceOf(MigrationRefusedException.class)
                .hasMessage("the tables were made by other scripts than those of this application"
                        + " (Migration checksum mismatch for migration version 0099); use the version that made them");
    }

    @Test
    void saysSoIfItsHistoryCannotBeRead() {
        migration.migrate();
        try (TestRole role = TestRole.in(database)) {
            SchemaMigration outsider = new SchemaMigration(role.dataSource());

            for (ThrowingCallable question : List.<ThrowingCallable>of(outsider::pending, outsider::version)) {
                assertThatThrownBy(question)
                        .isInstanceOf(MigrationRefusedException.class)
                        .hasMessage("the database refuses the migration:"
                                + " ERROR: permission denied for table model_catalog_schema_history");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void letsTwoMigrateAtOnce(String earlier) throws InterruptedException, ExecutionException {
        database.execute(earlier);
        List<String> pending = migration.pending();
        Callable<MigrationResult> another = () -> new SchemaMigration(database.dataSource()).migrate();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<String> applied = new ArrayList<>();
            for (Future<MigrationResult> result : threads.invokeAll(List.of(another, another))) {
                applied.addAll(result.get().applied());
            }

            assertThat(applied).containsExactlyInAnyOrderElementsOf(pending);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void worksInTheSchemaOfTheConnectionAlone() {
        database.execute("""
                CREATE SCHEMA "Two Words";
                SET LOCAL search_path = "Two Words";
                """ + EarlierDatabase.ARTIFACTS);
        database.execute("CREATE SCHEMA other");
        List<String> untouched = SchemaSnapshot.of(database);
        DataSource twoWords = database.dataSource("\"Two Words\"");

        assertThat(new Preflight(twoWords).check()).isEmpty();
        assertThat(new SchemaMigration(twoWords).migrate().applied()).startsWith("V0099__model_versions.sql");
        assertThat(new SchemaMigration(database.dataSource("other")).migrate().applied())
                .startsWith("V0001__artifacts.sql");
        assertThat(SchemaSnapshot.of(database)).isEqualTo(untouched);
        assertThat(database.queryText("SELECT count(*) FROM \"Two Words\".artifacts"))
                .isEqualTo("10");

        // Without a search path, so that the functions must find their own tables.
        database.execute("""
                INSERT INTO "Two Words".model_versions (artifact_id, promotion_state) VALUES ('model-1', 'promoted');
                INSERT INTO other.artifacts (id, artifact_type, title) VALUES ('model-2', 'model', 'M');
                INSERT INTO other.model_versions (artifact_id, promotion_state) VALUES ('model-2', 'rejected')
                """);

        assertThat(database.queryText("SELECT artifact_id FROM \"Two Words\".model_promotion_events"))
                .isEqualTo("model-1");
        assertThat(database.queryText("SELECT artifact_id FROM other.model_promotion_events"))
                .isEqualTo("model-2");
    }

    /** With the scripts that there were then, as they still are. */
    private void migrateAsVersion0105(Path folder) throws IOException {
        for (String script : List.of(
                "V0001__artifacts",
                "V0099__model_versions",
                "V0100__model_versions_checks",
                "V0101__model_promotion_events",
                "V0102__backfill_runs",
                "V0103__metadata_changes",
                "V0104__metadata_holds",
                "V0105__artifacts_indexes")) {
            try (InputStream content =
                    SchemaMigration.class.getResourceAsStream("/db/model-catalog/" + script + ".sql")) {
                Files.copy(content, folder.resolve(script + ".sql"));
            }
        }
        Flyway then = Flyway.configure()
                .dataSource(database.dataSource())
                .locations("filesystem:" + folder)
                .table(SchemaMigration.HISTORY_TABLE)
                .baselineVersion("0001")
                .load();
        then.baseline();
        then.migrate();
    }

    private String rows(String table) {
        return database.queryText(
                "SELECT string_agg(to_jsonb(t)::TEXT, ' ' ORDER BY to_jsonb(t)::TEXT) FROM %s t".formatted(table));
    }

    private String history() {
        return rows("model_catalog_schema_history");
    }
}
