package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.ServerErrorMessage;

class AppendOnlyIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @BeforeAll
    static void migrate() {
        DATABASE.migrate().execute("""
                INSERT INTO artifacts (id, artifact_type, title) VALUES ('model-a', 'model', 'A');
                INSERT INTO model_versions (artifact_id, promotion_state) VALUES ('model-a', 'rejected');
                INSERT INTO metadata_changes (artifact_id, actor, outcome, schema_version, schema_sha256)
                VALUES ('model-a', 'tester', 'registered', '1', '0');
                INSERT INTO hold_decisions (hold_id, artifact_id, field, action, decided_by, decided_at)
                VALUES (1, 'model-a', 'trained_by', 'dismissed', 'tester', now())
                """);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model_promotion_events", "metadata_changes", "hold_decisions"})
    void changesAndRemovesNoLineOfTheHistory(String table) throws SQLException {
        String everyLineStays = "rows of %s are never changed or removed".formatted(table);

        assertRefused("UPDATE %s SET artifact_id = 'somebody else'".formatted(table), everyLineStays);
        assertRefused("DELETE FROM " + table, everyLineStays);
        assertRefused("TRUNCATE " + table, table + " cannot be truncated");
        assertThat(DATABASE.queryText("SELECT count(*) FROM %s WHERE artifact_id = 'model-a'".formatted(table)))
                .isEqualTo("1");
    }

    @Test
    void keepsTheHistoryOfAnArtifactThatIsGone() {
        DATABASE.execute("""
                INSERT INTO artifacts (id, artifact_type, title) VALUES ('model-gone', 'model', 'G');
                INSERT INTO model_versions (artifact_id, promotion_state) VALUES ('model-gone', 'rejected');
                INSERT INTO metadata_changes (artifact_id, actor, outcome, schema_version, schema_sha256)
                VALUES ('model-gone', 'tester', 'registered', '1', '0');
                DELETE FROM artifacts WHERE id = 'model-gone'
                """);

        assertThat(DATABASE.queryText("SELECT count(*) FROM metadata_changes WHERE artifact_id = 'model-gone'"))
                .isEqualTo("1");
        assertThat(DATABASE.queryText("""
                        SELECT string_agg(format('%s>%s', from_state, to_state), ' ' ORDER BY event_id)
                          FROM model_promotion_events
                         WHERE artifact_id = 'model-gone'
                        """)).isEqualTo(">rejected rejected>");
    }

    @Test
    void signsALineThatComesThroughSomebodyElsesTrigger() {
        DATABASE.execute("""
                CREATE TEMPORARY TABLE back_door (id INTEGER);
                CREATE FUNCTION pg_temp.forge() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO model_promotion_events (artifact_id, to_state, actor, db_user, occurred_at)
                    VALUES ('model-forged', 'promoted', 'chief', 'somebody', '2020-01-01');
                    RETURN NULL;
                END $$;
                CREATE TRIGGER forge AFTER INSERT ON back_door FOR EACH ROW EXECUTE FUNCTION pg_temp.forge();
                INSERT INTO back_door VALUES (1)
                """);

        assertThat(DATABASE.queryText("""
                        SELECT db_user || ' ' || (occurred_at > now() - INTERVAL '1 day')
                          FROM model_promotion_events
                         WHERE artifact_id = 'model-forged'
                        """)).isEqualTo(DATABASE.username() + " true");
    }

    private static void assertRefused(String sql, String message) throws SQLException {
        assertThat(ServerRefusal.of(DATABASE.dataSource(), sql))
                .extracting(ServerErrorMessage::getMessage, ServerErrorMessage::getSQLState)
                .containsExactly(message, "23001");
    }
}
