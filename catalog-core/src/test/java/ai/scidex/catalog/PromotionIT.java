package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.parse;
import static ai.scidex.catalog.TestMetadata.internal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.PromotionEvidence.ComparedMetric;
import ai.scidex.catalog.PromotionEvidence.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromotionIT {

    private static final ArtifactId ONE = new ArtifactId("model-1");
    private static final ArtifactId TWO = new ArtifactId("model-2");
    private static final ArtifactId THREE = new ArtifactId("model-3");
    private static final PromotionDecision GOOD = PromotionDecision.of("gate", "good");

    private static TestDatabase database;
    private static ModelCatalog catalog;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh().migrate();
        catalog = ModelCatalog.on(database.dataSource());
    }

    @BeforeEach
    void registerALineageOfThree() {
        database.execute("""
                SET LOCAL model_catalog.delete_promoted = 'between tests';
                DELETE FROM metadata_holds;
                DELETE FROM model_versions;
                DELETE FROM artifacts
                """);
        catalog.registerModel(ModelRegistration.of("One", internal()).withId(ONE));
        catalog.registerModelVersion(
                ONE, ModelRegistration.of("Two", internal()).withId(TWO));
        catalog.registerModelVersion(
                TWO, ModelRegistration.of("Three", internal()).withId(THREE));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void makesACandidateTheLatestAndTheOtherStepDown() {
        catalog.promote(ONE, GOOD);
        Instant before = Instant.now().minusSeconds(1);

        Promotion promotion = catalog.promote(TWO, GOOD.withComparedWith(ONE));

        assertThat(promotion)
                .usingRecursiveComparison()
                .ignoringFields("occurredAt")
                .isEqualTo(new Promotion(
                        TWO,
                        PromotionState.CANDIDATE,
                        PromotionState.PROMOTED,
                        List.of(ONE),
                        GOOD.withComparedWith(ONE),
                        before));
        assertThat(promotion.occurredAt()).isAfter(before);
        assertThat(versions())
                .containsExactly(
                        "model-1|0|superseded|model-2|superseded|superseded by model-2",
                        "model-2|1|active|none|promoted|good",
                        "model-3|0|candidate|none|candidate|none");
    }

    @Test
    void promotesTheFirstOfALineageAgainstNothing() {
        assertThat(catalog.promote(ONE, GOOD).steppedDown()).isEmpty();

        assertThat(versions().get(0)).isEqualTo("model-1|1|active|none|promoted|good");
    }

    @Test
    void supersedesACandidateThatIsTheLatest() {
        catalog.promote(THREE, GOOD.withComparedWith(ONE));

        assertThat(versions())
                .containsExactly(
                        "model-1|0|superseded|model-3|superseded|superseded by model-3",
                        "model-2|0|candidate|none|candidate|none",
                        "model-3|1|active|none|promoted|good");
    }

    @Test
    void leavesARejectedOneRejected() {
        catalog.reject(ONE, PromotionDecision.of("gate", "worse"));

        Promotion promotion = catalog.promote(TWO, GOOD.withComparedWith(ONE));

        assertThat(promotion.steppedDown()).containsExactly(ONE);
        assertThat(versions().subList(0, 2))
                .containsExactly("model-1|0|active|none|rejected|worse", "model-2|1|active|none|promoted|good");
    }

    @Test
    void stepsDownAnArtifactThatTheCatalogDoesNotHave() {
        database.execute("DELETE FROM model_versions WHERE artifact_id = 'model-1'");

        catalog.promote(TWO, GOOD.withComparedWith(ONE));

        assertThat(
                        database.queryText(
                                "SELECT concat_ws('|', is_latest, lifecycle_state, superseded_by) FROM artifacts WHERE id = 'model-1'"))
                .isEqualTo("0|superseded|model-2");
    }

    @Test
    void leavesOneLatestWhereThereWereTwoOrNone() {
        database.execute("UPDATE artifacts SET is_latest = 1 WHERE id = 'model-2'");

        assertThat(catalog.promote(THREE, GOOD.withComparedWith(ONE)).steppedDown())
                .containsExactly(ONE, TWO);
        assertThat(latest()).isEqualTo("model-3");

        database.execute("UPDATE artifacts SET is_latest = 0");
        catalog.rollBack(TWO, GOOD);
        assertThat(latest()).isEqualTo("model-2");
    }

    @Test
    void promotesInALineageWithoutALatest() {
        database.execute("UPDATE artifacts SET is_latest = 0");

        catalog.promote(TWO, GOOD);

        assertThat(latest()).isEqualTo("model-2");
    }

    @Test
    void takesALoopForOneLineage() {
        database.execute("UPDATE artifacts SET parent_version_id = 'model-3' WHERE id = 'model-1'");

        catalog.promote(TWO, GOOD.withComparedWith(ONE));

        assertThat(latest()).isEqualTo("model-2");
    }

    @Test
    void leavesOtherLineagesAlone() {
        catalog.registerModel(ModelRegistration.of("Other", internal()).withId(new ArtifactId("other")));

        catalog.promote(TWO, GOOD.withComparedWith(ONE));

        assertThat(versions().get(3)).isEqualTo("other|1|active|none|candidate|none");
    }

    @Test
    void refusesADecisionThatDidNotLookAtTheLatest() {
        catalog.promote(TWO, GOOD.withComparedWith(ONE));

        assertRefused(
                PromotionConflictException.class,
                "model 'model-3' was compared with 'model-1', but the latest version of its lineage is 'model-2'",
                () -> catalog.promote(THREE, GOOD.withComparedWith(ONE)));
        assertRefused(
                PromotionConflictException.class,
                "model 'model-3' was compared with no other version, but the latest version of its lineage is 'model-2'",
                () -> catalog.promote(THREE, GOOD));
        assertRefused(
                PromotionConflictException.class,
                "model 'model-3' was compared with 'model-3', but the latest version of its lineage is 'model-2'",
                () -> catalog.promote(THREE, GOOD.withComparedWith(THREE)));
    }

    @Test
    void refusesADecisionThatComparedWithAnotherWhereThereIsNone() {
        assertThatThrownBy(() -> catalog.promote(ONE, GOOD.withComparedWith(TWO)))
                .isInstanceOfSatisfying(PromotionConflictException.class, conflict -> {
                    assertThat(conflict.model()).isEqualTo(ONE);
                    assertThat(conflict.comparedWith()).contains(TWO);
                    assertThat(conflict.latest()).isEmpty();
                })
                .hasMessage(
                        "model 'model-1' was compared with 'model-2', but the latest version of its lineage is no other one");
    }

    @ParameterizedTest
    @EnumSource(value = PromotionState.class, names = "CANDIDATE", mode = EnumSource.Mode.EXCLUDE)
    void promotesAndRejectsNothingButACandidate(PromotionState state) {
        bringTwoTo(state);
        String remedy = state == PromotionState.SUPERSEDED ? " but by a roll back" : "";

        assertRefused(
                IllegalMoveException.class,
                "model 'model-2' is %s and cannot become promoted%s".formatted(state.text(), remedy),
                () -> catalog.promote(TWO, GOOD.withComparedWith(ONE)));
        assertRefused(
                IllegalMoveException.class,
                "model 'model-2' is %s and cannot become rejected".formatted(state.text()),
                () -> catalog.reject(TWO, GOOD));
    }

    @ParameterizedTest
    @EnumSource(value = PromotionState.class, names = "SUPERSEDED", mode = EnumSource.Mode.EXCLUDE)
    void rollsBackToNothingButASupersededVersion(PromotionState state) {
        bringTwoTo(state);
        String remedy = state == PromotionState.CANDIDATE ? " by a roll back; promote it" : "";

        assertThatThrownBy(() -> catalog.rollBack(TWO, GOOD))
                .isInstanceOfSatisfying(IllegalMoveException.class, refusal -> {
                    assertThat(refusal.model()).isEqualTo(TWO);
                    assertThat(refusal.from()).isEqualTo(state);
                    assertThat(refusal.to()).isEqualTo(PromotionState.PROMOTED);
                })
                .hasMessage("model 'model-2' is %s and cannot become promoted%s".formatted(state.text(), remedy));
    }

    @Test
    void rollsBackToAnEarlierVersion() {
        catalog.promote(ONE, GOOD);
        catalog.promote(TWO, GOOD.withComparedWith(ONE));

        Promotion promotion =
                catalog.rollBack(ONE, PromotionDecision.of("ops", "two forgets").withComparedWith(TWO));

        assertThat(promotion.from()).isEqualTo(PromotionState.SUPERSEDED);
        assertThat(promotion.to()).isEqualTo(PromotionState.PROMOTED);
        assertThat(promotion.steppedDown()).containsExactly(TWO);
        assertThat(versions().subList(0, 2))
                .containsExactly(
                        "model-1|1|active|none|promoted|two forgets",
                        "model-2|0|superseded|model-1|superseded|superseded by model-1");
    }

    @Test
    void rollsBackFromWhateverIsTheLatestIfTheDecisionDoesNotSay() {
        catalog.promote(TWO, GOOD.withComparedWith(ONE));
        catalog.promote(THREE, GOOD.withComparedWith(TWO));

        assertThat(catalog.rollBack(ONE, GOOD).steppedDown()).containsExactly(THREE);
        assertRefused(
                PromotionConflictException.class,
                "model 'model-2' was compared with 'model-3', but the latest version of its lineage is 'model-1'",
                () -> catalog.rollBack(TWO, GOOD.withComparedWith(THREE)));
    }

    @Test
    void rejectsACandidateWithNotesAndMovesNothingElse() {
        catalog.promote(ONE, GOOD);
        String one = versions().get(0);

        Promotion rejection = catalog.reject(TWO, PromotionDecision.of("gate", "auroc 0.71 against 0.80"));

        assertThat(rejection.to()).isEqualTo(PromotionState.REJECTED);
        assertThat(rejection.steppedDown()).isEmpty();
        assertThat(versions().subList(0, 2))
                .containsExactly(one, "model-2|0|candidate|none|rejected|auroc 0.71 against 0.80");
    }

    @Test
    void rejectsWhateverIsTheLatestMeanwhile() {
        catalog.promote(TWO, GOOD.withComparedWith(ONE));

        catalog.reject(THREE, GOOD.withComparedWith(ONE));

        assertThat(latest()).isEqualTo("model-2");
    }

    @Test
    void refusesAModelWhoseMetadataBreaksTheSchema() {
        database.execute("UPDATE artifacts SET metadata = metadata - 'framework' WHERE id = 'model-2'");
        assertRefused(
                InvalidModelMetadataException.class,
                "invalid metadata: /framework: is missing; give the software that the model runs in,"
                        + " for example scipy, pytorch or scikit-learn",
                () -> catalog.promote(TWO, GOOD.withComparedWith(ONE)));

        database.execute("UPDATE artifacts SET metadata = NULL WHERE id = 'model-2'");
        assertRefused(
                InvalidModelMetadataException.class,
                "invalid metadata: the document is null; give a JSON object",
                () -> catalog.promote(TWO, GOOD.withComparedWith(ONE)));
    }

    @Test
    void refusesAModelWithARequiredFieldHeld() {
        hold("training_data", true);
        hold("benchmark_id", false);
        hold("framework", true);

        assertThatThrownBy(() -> catalog.promote(TWO, GOOD.withComparedWith(ONE)))
                .isInstanceOfSatisfying(OpenHoldsException.class, refusal -> {
                    assertThat(refusal.model()).isEqualTo(TWO);
                    assertThat(refusal.fields()).containsExactly("framework", "training_data");
                })
                .hasMessage(
                        "model 'model-2' cannot be promoted while required fields of it are held: framework, training_data");

        database.execute(
                "UPDATE metadata_holds SET status = 'resolved', decided_by = 'me', decided_at = now() WHERE required");
        assertThat(catalog.promote(TWO, GOOD.withComparedWith(ONE)).to()).isEqualTo(PromotionState.PROMOTED);
    }

    @Test
    void rollsBackToNoModelThatMayNotBePromoted() {
        catalog.promote(TWO, GOOD.withComparedWith(ONE));
        database.execute("UPDATE artifacts SET metadata = metadata - 'framework' WHERE id = 'model-1'");

        assertThatThrownBy(() -> catalog.rollBack(ONE, GOOD)).isInstanceOf(InvalidModelMetadataException.class);
        assertThat(latest()).isEqualTo("model-2");
    }

    @Test
    void refusesAnExternalModelWhoseRowDoesNotSayWhereItComesFrom() {
        catalog.updateMetadata(TWO, TestMetadata.external());
        database.execute("UPDATE model_versions SET external_source_version = NULL WHERE artifact_id = 'model-2'");

        assertRefused(
                RefusedWriteException.class,
                "a promoted external model needs external_source_url and external_source_version",
                () -> catalog.promote(TWO, GOOD.withComparedWith(ONE)));
    }

    @Test
    void refusesAModelThatIsNotThere() {
        database.execute("""
                DELETE FROM model_versions WHERE artifact_id = 'model-2';
                INSERT INTO artifacts (id, artifact_type, title) VALUES ('paper-1', 'paper', 'P')
                """);

        assertRefused(
                NoSuchModelException.class,
                "there is no artifact 'model-nowhere'",
                () -> catalog.promote(new ArtifactId("model-nowhere"), GOOD));
        assertRefused(
                NoSuchModelException.class,
                "artifact 'paper-1' is no model, but of type 'paper'",
                () -> catalog.reject(new ArtifactId("paper-1"), GOOD));
        assertRefused(
                NoSuchModelException.class,
                "model 'model-2' is not in the catalog yet; the backfill brings it in",
                () -> catalog.rollBack(TWO, GOOD));
    }

    @Test
    void explainsEveryMoveInTheLedger() {
        PromotionEvidence evidence = PromotionEvidence.of(List.of(new ComparedMetric(
                        "auroc",
                        new BigDecimal("0.910"),
                        new BigDecimal("0.88"),
                        new Interval(new BigDecimal("0.01"), new BigDecimal("0.05"), new BigDecimal("0.95")))))
                .withBenchmarkId("bench-1")
                .withSeed(7)
                .withDetails(parse("{\"resamples\": 1000}"));

        catalog.promote(
                TWO,
                PromotionDecision.of("gate", "better").withComparedWith(ONE).withEvidence(evidence));

        String json = """
                {"seed": 7, "details": {"resamples": 1000}, "metrics": [{"name": "auroc", "compared": 0.88, \
                "candidate": 0.910, "difference": {"low": 0.01, "high": 0.05, "confidence": 0.95}}], \
                "version": "model-2", "benchmarkId": "bench-1", "comparedWith": "model-1"}""";
        assertThat(ledger())
                .containsExactly(
                        "model-1|candidate|superseded|gate|better|" + json,
                        "model-2|candidate|promoted|gate|better|" + json);
        assertThat(database.queryText("SELECT DISTINCT db_user FROM model_promotion_events"))
                .isEqualTo(database.username());
    }

    @Test
    void keepsNoReasonAndNoActorForTheNextMoveOfTheSameConnection() {
        catalog.promote(ONE, GOOD);
        catalog.reject(TWO, PromotionDecision.of("somebody", "worse"));

        assertThat(ledger())
                .containsExactly(
                        "model-1|candidate|promoted|gate|good|{\"version\": \"model-1\"}",
                        "model-2|candidate|rejected|somebody|worse|{\"version\": \"model-2\"}");
    }

    private static void bringTwoTo(PromotionState state) {
        switch (state) {
            case CANDIDATE -> {}
            case PROMOTED -> catalog.promote(TWO, GOOD.withComparedWith(ONE));
            case REJECTED -> catalog.reject(TWO, GOOD);
            case SUPERSEDED -> {
                catalog.promote(TWO, GOOD.withComparedWith(ONE));
                catalog.promote(THREE, GOOD.withComparedWith(TWO));
            }
        }
    }

    private static void hold(String field, boolean required) {
        database.execute("""
                INSERT INTO backfill_runs (started_at, finished_at, started_by, tool_version, rules_version, schema_version, schema_sha256)
                VALUES (now(), now(), 'tester', '0', 1, 'v1', '0');
                INSERT INTO metadata_holds (artifact_id, run_id, field, reason, required)
                SELECT 'model-2', max(run_id), '%s', 'missing', %s FROM backfill_runs
                """.formatted(field, required));
    }

    private static void assertRefused(Class<? extends CatalogException> type, String message, Runnable call) {
        List<String> versions = versions();
        List<String> ledger = ledger();

        assertThatThrownBy(call::run).isInstanceOf(type).hasMessage(message);

        assertThat(versions()).isEqualTo(versions);
        assertThat(ledger()).isEqualTo(ledger);
    }

    /** Each model: id, latest, lifecycle, superseded by, state, notes. */
    private static List<String> versions() {
        return lines("""
                SELECT string_agg(concat_ws('|', a.id, a.is_latest, a.lifecycle_state, coalesce(a.superseded_by, 'none'),
                                            v.promotion_state, coalesce(v.promotion_notes, 'none')), E'\\n' ORDER BY a.id)
                  FROM artifacts a LEFT JOIN model_versions v ON v.artifact_id = a.id
                """);
    }

    /** The moves since the last deletion, which is that between the tests. */
    private static List<String> ledger() {
        return lines("""
                SELECT string_agg(concat_ws('|', artifact_id, from_state, to_state, actor, reason, evidence), E'\\n'
                                  ORDER BY event_id)
                  FROM model_promotion_events
                 WHERE event_id > coalesce((SELECT max(event_id) FROM model_promotion_events WHERE to_state IS NULL), 0)
                """);
    }

    private static List<String> lines(String sql) {
        String lines = database.queryText(sql);
        return lines == null ? List.of() : lines.lines().toList();
    }

    private static String latest() {
        return database.queryText("SELECT string_agg(id, ' ' ORDER BY id) FROM artifacts WHERE is_latest = 1");
    }
}
