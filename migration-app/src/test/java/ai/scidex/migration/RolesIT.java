package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An owner who migrates, a writer and a reader: each does its work with the rights of docs/roles.sql, and no more. */
@TestMethodOrder(OrderAnnotation.class)
class RolesIT {

    private static final String VALID = "src/test/resources/metadata/microglia.json";

    private static TestDatabase database;
    private static TestRole owner;
    private static TestRole writer;
    private static TestRole reader;

    @BeforeAll
    static void create() throws IOException {
        database = ScidexDatabase.withSample();
        owner = TestRole.in(database);
        writer = TestRole.in(database);
        reader = TestRole.in(database);
        database.execute("GRANT USAGE, CREATE ON SCHEMA public TO %1$s; ALTER TABLE artifacts OWNER TO %1$s"
                .formatted(owner.name()));
        does(owner, "migrate --yes");
        database.execute(Files.readString(Path.of("../docs/roles.sql"))
                .replace(":\"schema\"", "public")
                .replace(":\"writer\"", writer.name())
                .replace(":\"reader\"", reader.name()));
    }

    @AfterAll
    static void drop() {
        reader.close();
        writer.close();
        owner.close();
        database.close();
    }

    @Test
    @Order(1)
    void theWriterDoesAllThatTheCatalogDoes(@TempDir Path folder) throws IOException {
        does(writer, "backfill --yes --no-manifest");
        does(writer, "register --metadata " + VALID + " --title New --id model-new");
        does(writer, "register --metadata " + VALID + " --title New --id model-newer --parent model-new --if-absent");
        does(writer, "promote model-new --by gate --reason good");
        does(writer, "promote model-newer --by gate --reason better --compared-with model-new");
        does(writer, "rollback model-new --by gate --reason worse --compared-with model-newer");
        does(writer, "revert --run 1 --yes");
        does(writer, "backfill --yes --no-manifest");
        String required = openHold("field = 'framework'");
        does(writer, "review resolve %s --value \"numpy\" --by curator".formatted(required));
        does(writer, "review dismiss %s --by curator".formatted(openHold("NOT required")));
        Path decisions = Files.writeString(
                folder.resolve("decisions.json"), as(writer, "review", "export").out());
        does(writer, "review reopen %s --by curator".formatted(required));
        does(writer, "review apply " + decisions);
        Path links = Files.writeString(folder.resolve("links.jsonl"), """
                {"artifactId": "model-new", "codeRepoUrl": "https://github.com/scidex/models", \
                "codeCommitSha": "%s", "codeEntrypoint": "train.py"}
                """.formatted("0123456789".repeat(4)));
        does(writer, "links apply " + links + " --by curator");
    }

    @Test
    @Order(2)
    void theReaderSeesAllAndChangesNothing(@TempDir Path folder) {
        does(reader, "status");
        does(reader, "list");
        does(reader, "show model-new");
        does(reader, "history model-new");
        does(reader, "plan --no-manifest");
        does(reader, "review list");
        does(reader, "review show " + openHold("true"));
        does(reader, "review export");
        does(reader, "links missing");
        does(reader, "report --file " + folder.resolve("report.md"));
        does(reader, "verify --no-manifest");
        lacksRights(reader, "register --metadata " + VALID + " --title Mine");
        lacksRights(reader, "reject model-newer --by me --reason mine");
        lacksRights(reader, "revert --run 2 --yes");
    }

    @Test
    void neitherMigrates() {
        try (TestDatabase empty = TestDatabase.fresh();
                TestRole user = TestRole.in(empty)) {
            Ended ended = Ended.command(environment(empty, user), "migrate", "--yes");

            assertThat(ended.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(ended.err()).contains("may not create tables in schema public");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE model_versions DISABLE TRIGGER ALL",
                "ALTER TABLE model_versions DROP CONSTRAINT model_versions_promotion_state_check",
                "ALTER TABLE artifacts ADD COLUMN mine TEXT",
                "DROP TRIGGER metadata_changes_append_only ON metadata_changes",
                "DROP VIEW metadata_history",
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS TRIGGER LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER mine BEFORE INSERT ON model_promotion_events FOR EACH ROW EXECUTE FUNCTION sign_promotion_event()",
                "CREATE TABLE public.mine (id TEXT)",
                "SET session_replication_role = replica",
                "SET ROLE postgres",
                "TRUNCATE metadata_changes",
                "TRUNCATE artifacts CASCADE",
                "DELETE FROM artifacts",
                "UPDATE artifacts SET id = 'model-mine'",
                "UPDATE artifacts SET title = 'Mine'",
                "UPDATE artifacts SET artifact_type = 'dataset'",
                "UPDATE artifacts SET created_by = 'me'",
                "UPDATE artifacts SET created_at = now()",
                "INSERT INTO model_promotion_events (artifact_id, to_state, actor, db_user) VALUES ('model-new', 'promoted', 'me', 'me')",
                "UPDATE model_promotion_events SET actor = 'me'",
                "DELETE FROM model_promotion_events",
                "UPDATE metadata_changes SET actor = 'me'",
                "INSERT INTO metadata_changes (artifact_id, actor, outcome, schema_version, schema_sha256, changed_at) VALUES ('model-new', 'me', 'updated', '1', '', '2020-01-01')",
                "INSERT INTO metadata_changes (artifact_id, actor, outcome, schema_version, schema_sha256, written_in) VALUES ('model-new', 'me', 'updated', '1', '', '9')",
                "INSERT INTO metadata_changes (change_id, artifact_id, actor, outcome, schema_version, schema_sha256) OVERRIDING SYSTEM VALUE VALUES (0, 'model-new', 'me', 'updated', '1', '')",
                "INSERT INTO hold_decisions (hold_id, artifact_id, field, action, decided_by, decided_at, recorded_at) VALUES (1, 'model-new', 'framework', 'dismissed', 'me', now(), '2020-01-01')",
                "DELETE FROM metadata_changes",
                "UPDATE hold_decisions SET decided_by = 'me'",
                "DELETE FROM hold_decisions",
                "INSERT INTO backfill_runs (run_id, started_at, started_by, tool_version, rules_version, schema_version, schema_sha256) OVERRIDING SYSTEM VALUE VALUES (9, now(), 'me', '1', 1, '1', '')",
                "INSERT INTO metadata_holds (hold_id, artifact_id, run_id, field, reason, required) OVERRIDING SYSTEM VALUE VALUES (9, 'model-new', 1, 'framework', 'missing', true)",
                "INSERT INTO metadata_holds (artifact_id, run_id, field, reason, required, status, decided_by, decided_at) VALUES ('model-new', 1, 'framework', 'missing', true, 'dismissed', 'me', now())",
                "INSERT INTO backfill_claims (claim_id, run_id, process, claimed_by, lease_ends, first_id, last_id) OVERRIDING SYSTEM VALUE VALUES (9, 1, 1, 'me', now(), '', '')",
                "DELETE FROM metadata_holds",
                "UPDATE metadata_holds SET field = 'framework'",
                "UPDATE metadata_holds SET artifact_id = 'model-new'",
                "UPDATE backfill_runs SET started_by = 'somebody else'",
                "UPDATE backfill_runs SET started_at = '2020-01-01', tool_version = '9.9'",
                "UPDATE backfill_runs SET manifest = NULL, schema_sha256 = ''",
                "DELETE FROM backfill_runs",
                "UPDATE model_catalog_schema_history SET success = true",
                "SELECT record_promotion()"
            })
    void theWriterGoesRoundNoGuard(String sql) {
        assertThatThrownBy(() -> execute(writer, sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        failure -> assertThat(failure.getSQLState()).isIn("42501", "0A000"));
    }

    private static String openHold(String condition) {
        return database.queryText("SELECT max(hold_id) FROM metadata_holds WHERE status = 'open' AND " + condition);
    }

    private static void execute(TestRole role, String sql) throws SQLException {
        try (Connection connection = role.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void does(TestRole role, String words) {
        Ended ended = as(role, words.split(" "));
        assertThat(ended.exitCode())
                .as(words + ": " + ended.err() + ended.out())
                .isEqualTo(ExitCode.DONE);
    }

    private static void lacksRights(TestRole role, String words) {
        Ended ended = as(role, words.split(" "));
        assertThat(ended).as(words).returns(ExitCode.FAILED, Ended::exitCode);
        assertThat(ended.err()).contains("permission denied", "grant that right to the user");
    }

    private static Ended as(TestRole role, String... words) {
        return Ended.command(environment(database, role), words);
    }

    private static Map<String, String> environment(TestDatabase database, TestRole role) {
        return Map.of("JDBC_URL", database.jdbcUrl(), "JDBC_USERNAME", role.name(), "JDBC_PASSWORD", role.password());
    }
}
