package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guards let through for the way back, and what they do not. */
class RestorationIT {

    /** As the way back does it: the line of the history first, then the move. */
    private static final String RECORD = """
            INSERT INTO metadata_changes (artifact_id, actor, outcome, version_before, schema_version, schema_sha256,
                                          reverted_change_id)
            SELECT artifact_id, 'tester', 'reverted', '{"promotion_state": "promoted"}', 'v1', '0', change_id
              FROM metadata_changes
             WHERE artifact_id = '%s'
               AND run_id = 1
            """;

    private static final String OF_THE_RUN = """
            INSERT INTO metadata_changes (artifact_id, run_id, actor, outcome, version_before, schema_version, schema_sha256)
            VALUES ('model-other', 1, 'tester', 'held', '{"promotion_state": "%s"}', 'v1', '0')
            """;

    /** What the ledger says of the moves after it. */
    private static final String BY_THE_RUN = "SELECT set_config('model_catalog.evidence', '{\"runId\": \"1\"}', true);";

    private static final String MOVE = "UPDATE model_versions SET promotion_state = '%s' WHERE artifact_id = '%s'";

    private static final String WITHOUT_GUARD = """
            ALTER TABLE metadata_changes DISABLE TRIGGER USER;
            ALTER TABLE model_promotion_events DISABLE TRIGGER USER;
            %s;
            ALTER TABLE metadata_changes ENABLE TRIGGER USER;
            ALTER TABLE model_promotion_events ENABLE TRIGGER USER
            """;

    private TestDatabase database;

    @BeforeEach
    void backfill() {
        database = TestDatabase.fresh().migrate();
        database.execute("""
                INSERT INTO backfill_runs (started_at, started_by, tool_version, rules_version, schema_version, schema_sha256)
                VALUES (now(), 'tester', 'test', 1, 'v1', '0');
                INSERT INTO artifacts (id, artifact_type, title)
                VALUES ('model-earlier', 'model', 'E'), ('model-added', 'model', 'A'), ('model-other', 'model', 'O');
                INSERT INTO model_versions (artifact_id, promotion_state)
                VALUES ('model-earlier', 'candidate'), ('model-other', 'candidate')
                """);
        database.execute("""
                INSERT INTO metadata_changes (artifact_id, run_id, actor, outcome, version_before, schema_version, schema_sha256)
                VALUES ('model-earlier', 1, 'tester', 'held', '{"promotion_state": "candidate"}', 'v1', '0'),
                       ('model-added', 1, 'tester', 'held', NULL, 'v1', '0');
                %s
                UPDATE model_versions SET promotion_state = 'promoted' WHERE artifact_id = 'model-earlier';
                INSERT INTO model_versions (artifact_id, promotion_state) VALUES ('model-added', 'promoted')
                """.formatted(BY_THE_RUN));
        database.execute(MOVE.formatted("promoted", "model-other"));
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void theGuardsLetThroughWhatTheHistorySays() {
        database.execute(RECORD.formatted("model-earlier") + ";" + MOVE.formatted("candidate", "model-earlier"));
        database.execute(
                RECORD.formatted("model-added") + "; DELETE FROM model_versions WHERE artifact_id = 'model-added'");

        assertThat(database.queryText("""
                        SELECT string_agg(concat_ws(' ', artifact_id, from_state, coalesce(to_state, '-')), E'\\n' ORDER BY event_id)
                          FROM model_promotion_events
                         WHERE from_state IS NOT NULL
                        """)).isEqualTo("""
                        model-earlier candidate promoted
                        model-other candidate promoted
                        model-earlier promoted candidate
                        model-added promoted -""");
    }

    /** Whoever may write the history can say that a run made the move; the ledger, which is not his, says whether it did. */
    @ParameterizedTest
    @ValueSource(strings = {"%s", "BEGIN; SAVEPOINT s; %s; RELEASE s; COMMIT"})
    void theGuardsDoNotGoByALineThatWasAddedLater(String added) throws SQLException {
        database.execute(added.formatted(OF_THE_RUN.formatted("candidate")));

        assertRefused(
                RECORD.formatted("model-other") + ";" + MOVE.formatted("candidate", "model-other"),
                "cannot move from promoted to candidate");
    }

    /** The run left it a candidate. A review of what the run held says so in its evidence; a gate cannot. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"runId": "1"}              | candidate
            {"runId": "2"}              | promoted
            {"details": {"runId": "1"}} | promoted
                                        | promoted
            """)
    void theWayBackIsOpenForWhatAReviewMovedAndNotForWhatAGateDid(@Nullable String evidence, String state) {
        database.execute("""
                INSERT INTO artifacts (id, artifact_type, title) VALUES ('model-held', 'model', 'H');
                INSERT INTO model_versions (artifact_id) VALUES ('model-held')
                """);
        database.execute(OF_THE_RUN.formatted("candidate").replace("model-other", "model-held"));
        database.execute(
                "SELECT set_config('model_catalog.evidence', '%s', true);".formatted(evidence == null ? "" : evidence)
                        + MOVE.formatted("promoted", "model-held"));

        try {
            database.execute(RECORD.formatted("model-held") + ";" + MOVE.formatted("candidate", "model-held"));
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("cannot move from promoted to candidate");
        }

        assertThat(database.queryText("SELECT promotion_state FROM model_versions WHERE artifact_id = 'model-held'"))
                .isEqualTo(state);
    }

    @Test
    void theGuardsGoBackToNoStateThatWasNot() throws SQLException {
        database.execute(
                BY_THE_RUN + MOVE.formatted("superseded", "model-other") + ";" + OF_THE_RUN.formatted("rejected"));

        assertRefused(
                RECORD.replace("promoted", "superseded").formatted("model-other") + ";"
                        + MOVE.formatted("rejected", "model-other"),
                "cannot move from superseded to rejected");
    }

    /** Whatever restored the tables, it has written their rows in transactions of its own. */
    @Test
    void theWayBackIsOpenOnARestoredDatabaseToo() {
        database.execute(WITHOUT_GUARD.formatted("UPDATE metadata_changes SET actor = actor"));
        database.execute(WITHOUT_GUARD.formatted("UPDATE model_promotion_events SET actor = actor"));

        database.execute(RECORD.formatted("model-earlier") + ";" + MOVE.formatted("candidate", "model-earlier"));

        assertThat(database.queryText("SELECT promotion_state FROM model_versions WHERE artifact_id = 'model-earlier'"))
                .isEqualTo("candidate");
    }

    @Test
    void theGuardsRefuseWhatTheHistoryDoesNotSay() throws SQLException {
        String record = RECORD.formatted("model-earlier");

        assertRefused(
                record + ";" + MOVE.formatted("rejected", "model-earlier"), "cannot move from promoted to rejected");
        assertRefused(
                record + ";" + MOVE.formatted("candidate", "model-other"), "cannot move from promoted to candidate");
        assertRefused(
                record + "; DELETE FROM model_versions WHERE artifact_id = 'model-earlier'",
                "is promoted and cannot be deleted");
        assertRefused(
                RECORD.formatted("model-added") + ";" + MOVE.formatted("candidate", "model-added"),
                "cannot move from promoted to candidate");
    }

    @Test
    void theGuardsDoNotGoByWhatAnEarlierTransactionSaid() throws SQLException {
        database.execute(RECORD.formatted("model-earlier"));

        assertRefused(MOVE.formatted("candidate", "model-earlier"), "cannot move from promoted to candidate");
    }

    @Test
    void nothingIsTakenBackTwice() throws SQLException {
        database.execute(RECORD.formatted("model-earlier"));

        assertRefused(RECORD.formatted("model-earlier"), "idx_metadata_changes_reverted");
    }

    @Test
    void whatTakesBackNamesWhat() throws SQLException {
        assertRefused(
                "INSERT INTO metadata_changes (artifact_id, actor, outcome, schema_version, schema_sha256)"
                        + " VALUES ('model-other', 'tester', 'reverted', 'v1', '0')",
                "metadata_changes_reverted_check");
    }

    @Test
    void aRunMustBeNamed() {
        ModelCatalog catalog = ModelCatalog.on(database.dataSource());

        assertThatThrownBy(() -> catalog.restoreAll(new Occasion("tester", null), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the occasion names no run to take back");
    }

    private void assertRefused(String sql, String message) throws SQLException {
        assertThat(ServerRefusal.of(database.dataSource(), sql).getMessage()).contains(message);
    }
}
