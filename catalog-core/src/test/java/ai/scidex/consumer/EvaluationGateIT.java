package ai.scidex.consumer;

import static ai.scidex.consumer.CellTypeModels.classifier;
import static ai.scidex.consumer.ScidexDatabase.DONORS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.Evaluation;
import ai.scidex.catalog.IllegalMoveException;
import ai.scidex.catalog.LineageMember;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.ModelRegistration;
import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.OpenHoldsException;
import ai.scidex.catalog.Promotion;
import ai.scidex.catalog.PromotionConflictException;
import ai.scidex.catalog.PromotionDecision;
import ai.scidex.catalog.PromotionEvent;
import ai.scidex.catalog.PromotionEvidence;
import ai.scidex.catalog.PromotionEvidence.ComparedMetric;
import ai.scidex.catalog.PromotionEvidence.Interval;
import ai.scidex.catalog.PromotionState;
import ai.scidex.catalog.RegisteredModel;
import ai.scidex.metadata.InternalModelMetadata;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WS4, the evaluation gate: compares a candidate with the latest version, and promotes or rejects it. */
class EvaluationGateIT {

    private static final ArtifactId FIRST = new ArtifactId("model-celltype-1");
    private static final ArtifactId CANDIDATE = new ArtifactId("model-celltype-2");

    private static ScidexDatabase database;
    private static ModelCatalog catalog;

    @BeforeAll
    static void openTheCatalog() {
        database = new ScidexDatabase();
        catalog = ModelCatalog.on(database.dataSource()).actingFor("ws4-gate");
    }

    @BeforeEach
    void registerTheCandidate() {
        database.removeModels();
        catalog.registerModel(ModelRegistration.of("Classifier", classifier()).withId(FIRST));
        promoteTheFirst();
        catalog.registerModelVersion(
                FIRST, ModelRegistration.of("Classifier 2", classifier()).withId(CANDIDATE));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    private static void promoteTheFirst() {
        // snippet: first
        PromotionEvidence evidence = PromotionEvidence.of(List.of(ComparedMetric.of("auroc", new BigDecimal("0.880"))));
        catalog.promote(
                FIRST,
                PromotionDecision.of("ws4-gate", "the first of its lineage").withEvidence(evidence));
        // end
    }

    @Test
    void isATourOfTheCatalog() {
        DataSource dataSource = database.dataSource();
        InternalModelMetadata metadata = classifier();
        InternalModelMetadata better =
                classifier().toBuilder().evaluationMetric("auroc", 0.91).build();

        // snippet: tour
        ModelCatalog catalog = ModelCatalog.on(dataSource); // once; or inject the bean, in a Micronaut application
        RegisteredModel model = catalog.registerModel(ModelRegistration.of("Cell Type Classifier", metadata));
        catalog.promote(model.artifactId(), PromotionDecision.of("gate", "the first of its lineage"));
        RegisteredModel next = catalog.registerModelVersion(
                model.artifactId(), ModelRegistration.of("Cell Type Classifier 2", better));
        catalog.promote(
                next.artifactId(),
                PromotionDecision.of("gate", "auroc 0.91 against 0.88 on held-out donors")
                        .withComparedWith(model.artifactId()));
        // end

        assertThat(state(model.artifactId())).isEqualTo(PromotionState.SUPERSEDED);
        assertThat(state(next.artifactId())).isEqualTo(PromotionState.PROMOTED);
    }

    @Test
    void promotesACandidateThatIsBetter() {
        Promotion promotion =
                judge(CANDIDATE, (candidate, latest) -> new Comparison("0.912", "0.880", "0.011", "0.052"));

        assertThat(promotion.from()).isEqualTo(PromotionState.CANDIDATE);
        assertThat(promotion.to()).isEqualTo(PromotionState.PROMOTED);
        assertThat(promotion.steppedDown()).containsExactly(FIRST);
        ModelVersion version = catalog.findModelVersion(CANDIDATE).orElseThrow();
        assertThat(version.promotionNotes()).isEqualTo("auroc 0.912 against 0.880 [0.011, 0.052]");
        assertThat(version.evalMetricsJson()).hasToString("{\"auroc\":0.912}");
        assertThat(version.benchmarkId()).isEqualTo("benchmark-celltype");
        assertThat(catalog.lineage(FIRST).latest())
                .extracting(LineageMember::artifactId)
                .isEqualTo(CANDIDATE);
    }

    @Test
    void rejectsACandidateThatMayBeWorse() {
        Promotion promotion =
                judge(CANDIDATE, (candidate, latest) -> new Comparison("0.885", "0.880", "-0.010", "0.020"));

        assertThat(promotion.to()).isEqualTo(PromotionState.REJECTED);
        assertThat(promotion.steppedDown()).isEmpty();
        assertThat(state(FIRST)).isEqualTo(PromotionState.PROMOTED);
    }

    // snippet: gate
    /** What a bootstrap on the held-out donors came to: both values, and the interval of their difference. */
    record Comparison(String candidate, String latest, String low, String high) {}

    /** What is latest is read first: the decision names the version that the candidate was really compared with. */
    private static Promotion judge(ArtifactId candidate, BiFunction<ArtifactId, ArtifactId, Comparison> bootstrap) {
        ArtifactId latest =
                Objects.requireNonNull(catalog.lineage(candidate).latest()).artifactId();
        Comparison auroc = bootstrap.apply(candidate, latest);
        catalog.recordEvaluation(
                candidate,
                Evaluation.on(
                                DONORS,
                                JsonNodeFactory.instance.objectNode().put("auroc", new BigDecimal(auroc.candidate())))
                        .withBenchmarkId("benchmark-celltype"));
        PromotionDecision decision = decision(auroc).withComparedWith(latest);
        return new BigDecimal(auroc.low()).signum() > 0
                ? catalog.promote(candidate, decision)
                : catalog.reject(candidate, decision);
    }

    private static PromotionDecision decision(Comparison auroc) {
        Interval difference =
                new Interval(new BigDecimal(auroc.low()), new BigDecimal(auroc.high()), new BigDecimal("0.95"));
        PromotionEvidence evidence = PromotionEvidence.of(List.of(new ComparedMetric(
                        "auroc", new BigDecimal(auroc.candidate()), new BigDecimal(auroc.latest()), difference)))
                .withBenchmarkId("benchmark-celltype")
                .withSeed(20260215)
                .withDetails(JsonNodeFactory.instance.objectNode().put("resamples", 1000));
        String reason =
                "auroc %s against %s [%s, %s]".formatted(auroc.candidate(), auroc.latest(), auroc.low(), auroc.high());
        return PromotionDecision.of("ws4-gate", reason).withEvidence(evidence);
    }
    // end

    @Test
    void comparesAgainIfAnotherWasPromotedMeanwhile() {
        ArtifactId rival = catalog.registerModelVersion(FIRST, ModelRegistration.of("Rival", classifier()))
                .artifactId();
        judge(rival, (candidate, latest) -> new Comparison("0.900", "0.880", "0.004", "0.031"));
        PromotionDecision outdated =
                PromotionDecision.of("ws4-gate", "better than the first").withComparedWith(FIRST);
        assertThatThrownBy(() -> catalog.promote(CANDIDATE, outdated))
                .isInstanceOfSatisfying(PromotionConflictException.class, e -> {
                    assertThat(e.model()).isEqualTo(CANDIDATE);
                    assertThat(e.comparedWith()).contains(FIRST);
                    assertThat(e.latest()).containsExactly(rival);
                })
                .hasMessage("model 'model-celltype-2' was compared with 'model-celltype-1',"
                        + " but the latest version of its lineage is '%s'".formatted(rival));

        Optional<Promotion> promotion = promoteIfStillBetter(CANDIDATE, outdated);

        assertThat(promotion).map(Promotion::steppedDown).contains(List.of(rival));
    }

    // snippet: conflict
    private static Optional<Promotion> promoteIfStillBetter(ArtifactId candidate, PromotionDecision decision) {
        try {
            return Optional.of(catalog.promote(candidate, decision));
        } catch (PromotionConflictException e) {
            ArtifactId latest = e.latest().get(0);
            return isBetter(candidate, latest)
                    ? Optional.of(catalog.promote(candidate, decision.withComparedWith(latest)))
                    : Optional.empty();
        }
    }
    // end

    private static boolean isBetter(ArtifactId candidate, ArtifactId latest) {
        return !candidate.equals(latest);
    }

    @Test
    void rollsBackToTheVersionBefore() {
        judge(CANDIDATE, (candidate, latest) -> new Comparison("0.912", "0.880", "0.011", "0.052"));

        // snippet: rollback
        Promotion promotion =
                catalog.rollBack(FIRST, PromotionDecision.of("ws4-gate", "the new one fails on donors older than 90"));
        // end

        assertThat(promotion.steppedDown()).containsExactly(CANDIDATE);
        assertThat(state(FIRST)).isEqualTo(PromotionState.PROMOTED);
        assertThat(state(CANDIDATE)).isEqualTo(PromotionState.SUPERSEDED);
    }

    @Test
    void movesNothingThatCannotMove() {
        judge(CANDIDATE, (candidate, latest) -> new Comparison("0.885", "0.880", "-0.010", "0.020"));
        PromotionDecision decision = PromotionDecision.of("ws4-gate", "on second thoughts");

        // snippet: moves
        boolean mayBePromoted = catalog.findModelVersion(CANDIDATE)
                .orElseThrow()
                .promotionState()
                .canMoveTo(PromotionState.PROMOTED);
        // end

        assertThat(mayBePromoted).isFalse();
        assertThatThrownBy(() -> catalog.promote(CANDIDATE, decision))
                .isInstanceOfSatisfying(IllegalMoveException.class, e -> {
                    assertThat(e.model()).isEqualTo(CANDIDATE);
                    assertThat(e.from()).isEqualTo(PromotionState.REJECTED);
                    assertThat(e.to()).isEqualTo(PromotionState.PROMOTED);
                })
                .hasMessage("model 'model-celltype-2' is rejected and cannot become promoted");
    }

    @Test
    void waitsForThePersonWhoDecidesAHeldField() {
        database.execute("""
                INSERT INTO backfill_runs (started_at, finished_at, started_by, tool_version, rules_version, schema_version,
                                           schema_sha256)
                VALUES (now(), now(), 'operator', '0.1.0', '1', 'v1', '');
                INSERT INTO metadata_holds (artifact_id, run_id, field, reason, required)
                SELECT 'model-celltype-2', max(run_id), 'training_data', 'ambiguous', true FROM backfill_runs
                """);

        assertThatThrownBy(() ->
                        judge(CANDIDATE, (candidate, latest) -> new Comparison("0.912", "0.880", "0.011", "0.052")))
                .isInstanceOfSatisfying(OpenHoldsException.class, e -> {
                    assertThat(e.model()).isEqualTo(CANDIDATE);
                    assertThat(e.fields()).containsExactly("training_data");
                })
                .hasMessage("model 'model-celltype-2' cannot be promoted while required fields of it are held:"
                        + " training_data");
    }

    @Test
    void explainsAPromotionYearsLater() {
        judge(CANDIDATE, (candidate, latest) -> new Comparison("0.912", "0.880", "0.011", "0.052"));

        List<PromotionEvent> events = catalog.promotionHistory(CANDIDATE);

        assertThat(sentence(events.get(events.size() - 1)))
                .isEqualTo("ws4-gate promoted model-celltype-2: auroc 0.912 against 0.880 [0.011, 0.052]"
                        + " (95% of 1000 resamples, seed 20260215)");
    }

    // snippet: history
    private static String sentence(PromotionEvent event) {
        return "%s %s %s: %s (%s%% of %s resamples, seed %s)"
                .formatted(
                        event.actor(),
                        Objects.requireNonNull(event.toState()).text(),
                        event.artifactId(),
                        event.reason(),
                        event.evidence()
                                .at("/metrics/0/difference/confidence")
                                .decimalValue()
                                .movePointRight(2),
                        event.evidence().at("/details/resamples").asText(),
                        event.evidence().at("/seed").asText());
    }
    // end

    @Test
    void countsTheMovesToAState() {
        judge(CANDIDATE, (candidate, latest) -> new Comparison("0.912", "0.880", "0.011", "0.052"));
        PromotionState wanted = PromotionState.of("superseded");

        assertThat(catalog.promotionHistory(FIRST))
                .filteredOn(event -> event.toState() == wanted)
                .extracting(PromotionEvent::actor)
                .containsOnly("ws4-gate");
    }

    private static PromotionState state(ArtifactId model) {
        return catalog.findModelVersion(model).orElseThrow().promotionState();
    }
}
