package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class PromotionGuardIT {

    private TestDatabase database;

    @BeforeEach
    void migrate() {
        database = TestDatabase.fresh().migrate();
        database.execute("INSERT INTO artifacts (id, artifact_type, title) VALUES ('model-a', 'model', 'A')");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    static Stream<Arguments> pairsOfStates() {
        return Arrays.stream(PromotionState.values())
                .flatMap(from -> Arrays.stream(PromotionState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("pairsOfStates")
    void allowsTheMovesThatTheCatalogAllows(PromotionState from, PromotionState to) throws SQLException {
        insert(from);

        ServerErrorMessage refusal = refusal(move(to));

        if (from == to || from.canMoveTo(to)) {
            assertThat(refusal).isNull();
            assertThat(state()).isEqualTo(to.text());
        } else {
            assertThat(refusal)
                    .extracting(
                            ServerErrorMessage::getMessage,
                            ServerErrorMessage::getConstraint,
                            ServerErrorMessage::getSQLState)
                    .containsExactly(
                            "model version model-a cannot move from %s to %s".formatted(from.text(), to.text()),
                            "model_versions_legal_move",
                            "23514");
            assertThat(state()).isEqualTo(from.text());
        }
    }

    @ParameterizedTest
    @EnumSource(PromotionState.class)
    void recordsARowThatIsInsertedInAnyStateButCandidate(PromotionState state) {
        insert(state);

        assertThat(ledger())
                .isEqualTo(
                        state == PromotionState.CANDIDATE
                                ? List.of()
                                : List.of("null|%s|%s|null|null".formatted(state.text(), database.username())));
    }

    @Test
    void recordsEveryMoveOfPlainSql() throws SQLException {
        insert(PromotionState.CANDIDATE);
        assertThat(refusal(move(PromotionState.PROMOTED))).isNull();
        assertThat(refusal(move(PromotionState.PROMOTED))).isNull();
        assertThat(refusal(move(PromotionState.SUPERSEDED))).isNull();

        String user = database.username();
        assertThat(ledger())
                .containsExactly(
                        "candidate|promoted|%s|null|null".formatted(user),
                        "promoted|superseded|%s|null|null".formatted(user));
    }

    @Test
    void recordsWhoWhyAndOnWhatEvidenceAsTheTransactionSays() {
        insert(PromotionState.CANDIDATE);

        database.execute("""
                SET LOCAL model_catalog.actor = 'gate';
                SET LOCAL model_catalog.reason = 'better on held-out donors';
                SET LOCAL model_catalog.evidence = '{"auroc": 0.90}';
                """ + move(PromotionState.PROMOTED));

        assertThat(ledger()).containsExactly("candidate|promoted|gate|better on held-out donors|{\"auroc\": 0.90}");
        assertThat(database.queryText("SELECT db_user FROM model_promotion_events"))
                .isEqualTo(database.username());
    }

    @Test
    void forgetsWhatAnEarlierTransactionOfTheSameSessionSaid() throws SQLException {
        insert(PromotionState.CANDIDATE);
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL model_catalog.actor = 'gate'; SET LOCAL model_catalog.reason = 'why';"
                    + "SET LOCAL model_catalog.evidence = '{}'; " + move(PromotionState.PROMOTED));
            statement.execute(move(PromotionState.SUPERSEDED));
        }

        assertThat(ledger())
                .containsExactly(
                        "candidate|promoted|gate|why|{}",
                        "promoted|superseded|%s|null|null".formatted(database.username()));
    }

    @Test
    void takesTheNotesOfTheRowForTheReasonIfTheTransactionGivesNone() {
        insert(PromotionState.CANDIDATE);

        database.execute("UPDATE model_versions SET promotion_state = 'rejected', promotion_notes = 'worse'");

        assertThat(ledger()).containsExactly("candidate|rejected|%s|worse|null".formatted(database.username()));
    }

    @Test
    void takesNoNotesOfAnEarlierMoveForTheReason() {
        insert(PromotionState.CANDIDATE);
        database.execute("UPDATE model_versions SET promotion_state = 'promoted', promotion_notes = 'better'");

        database.execute("UPDATE model_versions SET promotion_state = 'superseded'");

        assertThat(ledger())
                .containsExactly(
                        "candidate|promoted|%s|better|null".formatted(database.username()),
                        "promoted|superseded|%s|null|null".formatted(database.username()));
    }

    @Test
    void seesAMoveThatAnotherTriggerMakes() {
        insert(PromotionState.CANDIDATE);
        database.execute("""
                CREATE FUNCTION promote() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN NEW.promotion_state := 'promoted'; RETURN NEW; END $$;
                CREATE TRIGGER sneaks BEFORE UPDATE ON model_versions FOR EACH ROW EXECUTE FUNCTION promote();
                UPDATE model_versions SET benchmark_id = 'b'
                """);

        assertThat(ledger()).containsExactly("candidate|promoted|%s|null|null".formatted(database.username()));
    }

    @Test
    void recordsTheMoveOfAUserWhoMayNotWriteTheLedger() throws SQLException {
        insert(PromotionState.CANDIDATE);
        try (TestRole writer = TestRole.in(database)) {
            database.execute("GRANT SELECT, UPDATE ON model_versions TO " + writer.name());

            assertThat(ServerRefusal.of(writer.dataSource(), move(PromotionState.PROMOTED)))
                    .isNull();
            assertThat(ServerRefusal.of(
                            writer.dataSource(),
                            "INSERT INTO model_promotion_events (artifact_id, to_state, actor, db_user)"
                                    + " VALUES ('model-a', 'promoted', 'forger', 'forger')"))
                    .extracting(ServerErrorMessage::getMessage)
                    .isEqualTo("permission denied for table model_promotion_events");
            assertThat(ledger()).containsExactly("candidate|promoted|%s|null|null".formatted(writer.name()));
        }
    }

    @Test
    void refusesALineThatSomebodyWritesByHand() throws SQLException {
        assertThat(refusal("INSERT INTO model_promotion_events (artifact_id, to_state, actor, db_user)"
                        + " VALUES ('model-a', 'promoted', 'forger', 'forger')"))
                .extracting(ServerErrorMessage::getMessage, ServerErrorMessage::getSQLState)
                .containsExactly(
                        "rows of model_promotion_events are written by the trigger of model_versions alone", "23001");
        assertThat(ledger()).isEmpty();
    }

    @Test
    void letsNoOtherTableWriteTheLedger() throws SQLException {
        String table = "CREATE TEMPORARY TABLE forged (artifact_id TEXT, promotion_state TEXT, promotion_notes TEXT);"
                + " CREATE TRIGGER forge AFTER INSERT ON forged FOR EACH ROW EXECUTE FUNCTION public.record_promotion();"
                + " INSERT INTO forged VALUES ('model-a', 'promoted', 'forged')";
        try (TestRole writer = TestRole.in(database)) {
            assertThat(ServerRefusal.of(writer.dataSource(), table))
                    .extracting(ServerErrorMessage::getMessage)
                    .isEqualTo("permission denied for function public.record_promotion");
        }
        assertThat(refusal(table))
                .extracting(ServerErrorMessage::getMessage)
                .isEqualTo("record_promotion() is for model_versions, not for forged");
        assertThat(ledger()).isEmpty();
    }

    @Test
    void isNotFooledByATemporaryTableOfTheLedgersName() throws SQLException {
        insert(PromotionState.CANDIDATE);
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE model_promotion_events (LIKE public.model_promotion_events)");
            statement.execute(move(PromotionState.PROMOTED));
        }

        assertThat(ledger()).hasSize(1);
    }

    @Test
    void keepsAVersionWithItsArtifact() throws SQLException {
        insert(PromotionState.CANDIDATE);
        database.execute("INSERT INTO artifacts (id, artifact_type, title) VALUES ('model-b', 'model', 'B')");

        assertThat(refusal("UPDATE model_versions SET artifact_id = 'model-b'"))
                .extracting(ServerErrorMessage::getMessage, ServerErrorMessage::getConstraint)
                .containsExactly(
                        "model version model-a cannot become that of another artifact, model-b",
                        "model_versions_artifact_id_stays");
    }

    @Test
    void takesABlankReasonForNone() throws SQLException {
        insert(PromotionState.PROMOTED);

        assertThat(refusal("SET LOCAL model_catalog.delete_promoted = '   '; DELETE FROM artifacts"))
                .extracting(ServerErrorMessage::getMessage)
                .isEqualTo("model version model-a is promoted and cannot be deleted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE FROM artifacts", "DELETE FROM model_versions"})
    void refusesToDeleteAPromotedVersionAndSaysHowItMayBeDone(String deletion) throws SQLException {
        insert(PromotionState.PROMOTED);

        assertThat(refusal(deletion))
                .extracting(
                        ServerErrorMessage::getMessage, ServerErrorMessage::getConstraint, ServerErrorMessage::getHint)
                .containsExactly(
                        "model version model-a is promoted and cannot be deleted",
                        "model_versions_promoted_stays",
                        "Say why in the same transaction: SET LOCAL model_catalog.delete_promoted = 'why'");
        assertThat(database.queryText("SELECT count(*) FROM artifacts")).isEqualTo("1");
        assertThat(state()).isEqualTo("promoted");
    }

    @Test
    void deletesAPromotedVersionForAReasonAndRemembersIt() {
        insert(PromotionState.PROMOTED);

        database.execute("""
                SET LOCAL model_catalog.delete_promoted = 'taken down on request';
                DELETE FROM artifacts WHERE id = 'model-a'
                """);

        assertThat(database.queryText("SELECT count(*) FROM model_versions")).isEqualTo("0");
        assertThat(ledger())
                .containsExactly(
                        "null|promoted|%s|null|null".formatted(database.username()),
                        "promoted|null|%s|taken down on request|null".formatted(database.username()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"candidate", "rejected", "superseded"})
    void deletesAVersionThatIsNotPromoted(String state) throws SQLException {
        insert(PromotionState.of(state));

        assertThat(refusal("DELETE FROM artifacts")).isNull();
        assertThat(database.queryText("SELECT count(*) FROM model_versions")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUNCATE artifacts CASCADE", "TRUNCATE model_versions"})
    void refusesToTruncateTheVersions(String truncation) throws SQLException {
        insert(PromotionState.CANDIDATE);

        assertThat(refusal(truncation))
                .extracting(ServerErrorMessage::getMessage, ServerErrorMessage::getSQLState)
                .containsExactly("model_versions cannot be truncated", "23001");
        assertThat(state()).isEqualTo("candidate");
    }

    @Test
    void guardsRowsThatAreCopiedIn() throws SQLException, IOException {
        copyIn("model-a,promoted");

        assertThat(ledger()).containsExactly("null|promoted|%s|null|null".formatted(database.username()));
        assertThatThrownBy(() -> copyIn("model-a,live"))
                .isInstanceOf(PSQLException.class)
                .hasMessageContaining("model_versions_promotion_state_check");
    }

    private void copyIn(String row) throws SQLException, IOException {
        try (Connection connection = database.connection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY model_versions (artifact_id, promotion_state) FROM STDIN (FORMAT csv)",
                            new StringReader(row));
        }
    }

    private void insert(PromotionState state) {
        database.execute("INSERT INTO model_versions (artifact_id, promotion_state) VALUES ('model-a', '%s')"
                .formatted(state.text()));
    }

    private static String move(PromotionState to) {
        return "UPDATE model_versions SET promotion_state = '%s'".formatted(to.text());
    }

    private @Nullable String state() {
        return database.queryText("SELECT promotion_state FROM model_versions");
    }

    /** Every line of the ledger, for one artifact: from, to, actor, reason, evidence. */
    private List<String> ledger() {
        String lines = database.queryText("""
                SELECT string_agg(format('%s|%s|%s|%s|%s', coalesce(from_state, 'null'), coalesce(to_state, 'null'), actor,
                                         coalesce(reason, 'null'), coalesce(evidence::TEXT, 'null')),
                                  E'\\n' ORDER BY event_id)
                  FROM model_promotion_events
                 WHERE artifact_id = 'model-a'
                """);
        return lines == null ? List.of() : lines.lines().toList();
    }

    private @Nullable ServerErrorMessage refusal(String sql) throws SQLException {
        return ServerRefusal.of(database.dataSource(), sql);
    }
}
