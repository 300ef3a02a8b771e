package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the ledger tells, and where each model stood at a time that is past. */
class PromotionHistoryIT {

    private static TestDatabase database;
    private static ModelCatalog catalog;
    private static ModelRows rows;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh().migrate();
        catalog = ModelCatalog.on(database.dataSource());
        rows = new ModelRows(database);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void tellsEveryMoveInOrder() {
        rows.model("model-told");
        database.execute("""
                SET LOCAL model_catalog.actor = 'gate';
                SET LOCAL model_catalog.reason = 'better';
                SET LOCAL model_catalog.evidence = '{"auroc": 0.90, "seed": 7}';
                UPDATE model_versions SET promotion_state = 'promoted' WHERE artifact_id = 'model-told'
                """);
        rows.change("model-told", "promotion_state = 'superseded'");
        Instant now = Instant.parse(database.queryText(
                "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));

        assertThat(catalog.promotionHistory(new ArtifactId("model-told")))
                .satisfiesExactly(
                        event -> {
                            assertThat(event.fromState()).isEqualTo(PromotionState.CANDIDATE);
                            assertThat(event.toState()).isEqualTo(PromotionState.PROMOTED);
                            assertThat(event.actor()).isEqualTo("gate");
                            assertThat(event.databaseUser()).isEqualTo(database.username());
                            assertThat(event.reason()).isEqualTo("better");
                            assertThat(event.evidence()).isEqualTo(parse("{\"auroc\": 0.90, \"seed\": 7}"));
                            assertThat(event.occurredAt()).isBetween(now.minusSeconds(600), now);
                        },
                        event -> {
                            assertThat(event.fromState()).isEqualTo(PromotionState.PROMOTED);
                            assertThat(event.toState()).isEqualTo(PromotionState.SUPERSEDED);
                            assertThat(event.actor()).isEqualTo(database.username());
                            assertThat(event.reason()).isNull();
                            assertThat(event.evidence()).isNull();
                        });
    }

    @Test
    void tellsOfAModelThatIsGone() {
        rows.model("model-gone").change("model-gone", "promotion_state = 'rejected'");
        database.execute("DELETE FROM artifacts WHERE id = 'model-gone'");

        assertThat(catalog.promotionHistory(new ArtifactId("model-gone")))
                .extracting(PromotionEvent::fromState, PromotionEvent::toState)
                .containsExactly(
                        tuple(PromotionState.CANDIDATE, PromotionState.REJECTED), tuple(PromotionState.REJECTED, null));
    }

    @Test
    void tellsNothingOfAModelThatNobodyMoved() {
        rows.model("model-still");

        assertThat(catalog.promotionHistory(new ArtifactId("model-still"))).isEmpty();
    }

    @Test
    void knowsWhereAModelStoodAtAnyTime() {
        rows.model("model-moved").change("model-moved", "created_at = '2026-01-01 00:00:00'");
        event("model-moved", "candidate", "promoted", "2026-02-01", "gate", "better");
        event("model-moved", "promoted", "superseded", "2026-03-01", "gate", "worse");

        assertThat(stateOf("model-moved", "2025-12-31 23:59:59")).isNull();
        assertThat(stateOf("model-moved", "2026-01-01 00:00:00")).isEqualTo("candidate");
        assertThat(stateOf("model-moved", "2026-01-31 23:59:59.999999")).isEqualTo("candidate");
        assertThat(stateOf("model-moved", "2026-02-01 00:00:00")).isEqualTo("promoted|2026-02-01 00:00:00|gate|better");
        assertThat(stateOf("model-moved", "2026-12-01 00:00:00"))
                .isEqualTo("superseded|2026-03-01 00:00:00|gate|worse");
    }

    @Test
    void knowsThatAModelCameInItsState() {
        rows.model("model-landed").change("model-landed", "created_at = '2026-02-01 00:00:00'");
        event("model-landed", null, "promoted", "2026-02-01", "import", "live before the gate");

        assertThat(stateOf("model-landed", "2026-01-01")).isNull();
        assertThat(stateOf("model-landed", "2026-02-02"))
                .isEqualTo("promoted|2026-02-01 00:00:00|import|live before the gate");
    }

    @Test
    void knowsWhereAModelStoodThatNobodyMovedYet() {
        rows.model("model-fresh").change("model-fresh", "created_at = '2026-02-01 00:00:00'");

        assertThat(stateOf("model-fresh", "2026-01-31")).isNull();
        assertThat(stateOf("model-fresh", "2026-02-01")).isEqualTo("candidate");
    }

    @Test
    void takesTheRecordForWhenAModelCameBeforeWhatItsRowSays() {
        rows.model("model-recorded").change("model-recorded", "created_at = 'unreadable'");
        change("model-recorded", "registered", null, "{}", "2026-02-01 12:00:00.5");

        assertThat(stateOf("model-recorded", "2026-02-01 12:00:00.4")).isNull();
        assertThat(stateOf("model-recorded", "2026-02-01 12:00:00.5")).isEqualTo("candidate");
    }

    @Test
    void remembersAModelThatIsGoneAndKnowsOneThatCameBack() {
        event("model-back", null, "rejected", "2026-01-01", "import", "r");
        event("model-back", "rejected", null, "2026-02-01", "admin", "taken down");

        assertThat(stateOf("model-back", "2026-01-15")).isEqualTo("rejected|2026-01-01 00:00:00|import|r");
        assertThat(stateOf("model-back", "2026-02-15")).isNull();

        rows.model("model-back").change("model-back", "created_at = '2026-03-01 00:00:00'");

        assertThat(stateOf("model-back", "2026-02-15")).isNull();
        assertThat(stateOf("model-back", "2026-03-15")).startsWith("candidate");
    }

    @Test
    void knowsWhatTheMetadataWas() {
        rows.artifact("model-edited", "{\"v\": 3}")
                .version("model-edited", "created_at = '2026-01-01 00:00:00'")
                .changeArtifact("model-edited", "updated_at = '2026-04-01'");
        change("model-edited", "registered", null, "{}", "2026-01-01");
        change("model-edited", "updated", "{\"v\": 1}", "{\"v\": 2}", "2026-02-01");
        change("model-edited", "updated", "{\"v\": 2}", "{\"v\": 3}", "2026-03-01");

        assertThat(metadataOf("model-edited", "2026-01-15")).isEqualTo("{\"v\": 1} f");
        assertThat(metadataOf("model-edited", "2026-02-15")).isEqualTo("{\"v\": 2} t");
        assertThat(metadataOf("model-edited", "2026-03-15")).isEqualTo("{\"v\": 3} t");
    }

    @Test
    void saysThatSomebodyEditedTheMetadataWithoutTheCatalog() {
        rows.artifact("model-unsure", "{\"v\": 9}")
                .version("model-unsure", "created_at = '2026-01-01 00:00:00'")
                .changeArtifact("model-unsure", "updated_at = '2026-04-01'");
        change("model-unsure", "updated", "{\"v\": 1}", "{\"v\": 2}", "2026-02-01");

        assertThat(metadataOf("model-unsure", "2026-03-01")).isEqualTo("{\"v\": 9} f");
        assertThat(metadataOf("model-unsure", "2026-04-01")).isEqualTo("{\"v\": 9} t");
    }

    /** Writes the ledger as the owner of the table can, past its triggers: so that it tells of known times. */
    private static void event(
            String model, @Nullable String from, @Nullable String to, String at, String actor, String reason) {
        database.execute("""
                ALTER TABLE model_promotion_events DISABLE TRIGGER USER;
                INSERT INTO model_promotion_events (artifact_id, from_state, to_state, actor, db_user, reason, occurred_at)
                VALUES ('%s', %s, %s, '%s', 'u', '%s', '%s+00');
                ALTER TABLE model_promotion_events ENABLE TRIGGER USER
                """.formatted(
                        model, quoted(from), quoted(to), actor, reason, at.length() == 10 ? at + " 00:00:00" : at));
    }

    private static void change(String model, String outcome, @Nullable String before, String added, String at) {
        database.execute("""
                INSERT INTO metadata_changes (artifact_id, actor, outcome, metadata_before, added, version_before,
                                              schema_version, schema_sha256, changed_at)
                VALUES ('%s', 'tester', '%s', %s, '%s', %s, 'v1', '0', '%s+00')
                """.formatted(
                        model,
                        outcome,
                        quoted(before),
                        added,
                        before == null ? "NULL" : "'{}'",
                        at.length() == 10 ? at + " 00:00:00" : at));
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "NULL" : "'" + text + "'";
    }

    private static @Nullable String stateOf(String model, String time) {
        return database.queryText("""
                SELECT min(concat_ws('|', promotion_state, state_since AT TIME ZONE 'UTC', state_actor, state_reason))
                  FROM model_versions_as_of('%s+00')
                 WHERE artifact_id = '%s'
                """.formatted(time.length() == 10 ? time + " 00:00:00" : time, model));
    }

    private static @Nullable String metadataOf(String model, String time) {
        return database.queryText("""
                SELECT concat_ws(' ', metadata, metadata_is_certain)
                  FROM model_versions_as_of('%s 00:00:00+00')
                 WHERE artifact_id = '%s'
                """.formatted(time, model));
    }
}
