package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.metadata.ModelFamily;
import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelVersionFilterTest {

    private static final ModelVersionFilter ALL = ModelVersionFilter.all();

    private static final MetricThreshold AUROC = MetricThreshold.atLeast("auroc", new BigDecimal("0.8"));

    @Test
    void asksForNothingAtFirst() {
        assertThat(ALL)
                .isEqualTo(new ModelVersionFilter(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        new PageRequest(null, 100)));
    }

    @Test
    void keepsWhatWasAskedForBefore() {
        ArtifactId id = new ArtifactId("a");

        assertThat(ALL.withFamily(ModelFamily.STATISTICAL)
                        .withFramework("scipy")
                        .withPromotionState(PromotionState.REJECTED)
                        .withExternal(true)
                        .withTrainedBy("agent")
                        .withEvaluationDataset(new ArtifactId("d"))
                        .withBenchmarkId("bench")
                        .withBaseModel(new ArtifactId("b"))
                        .withPinStrength(PinStrength.BRANCH)
                        .withMetric(AUROC)
                        .withMetric(AUROC)
                        .withText(" 100% ")
                        .withPage(new PageRequest(null, 7))
                        .after(id))
                .isEqualTo(new ModelVersionFilter(
                        ModelFamily.STATISTICAL,
                        "scipy",
                        PromotionState.REJECTED,
                        true,
                        "agent",
                        new ArtifactId("d"),
                        "bench",
                        new ArtifactId("b"),
                        PinStrength.BRANCH,
                        List.of(AUROC, AUROC),
                        " 100% ",
                        new PageRequest(id, 7)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void hasPagesOfUpToAThousand(int size) {
        assertThat(PageRequest.first().withSize(size).size()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_001, Integer.MAX_VALUE})
    void refusesAPageOfAnotherSize(int size) {
        refuses(() -> PageRequest.first().withSize(size), "size", "a page has 1 to 1000 entries, not " + size);
    }

    @Test
    void refusesTextsThatAskForNothing() {
        refuses(() -> ALL.withText(" \u3000"), "text", "text to search for is blank");
        refuses(() -> ALL.withFramework(""), "framework", "framework is blank");
        refuses(() -> ALL.withTrainedBy("\t"), "trained_by", "trained_by is blank");
        refuses(
                () -> ALL.withBenchmarkId("TBD"),
                "benchmark_id",
                "benchmark_id 'TBD' is a placeholder; write what it stands for");
    }

    @Test
    void refusesTextsThatNoRowCanHold() {
        refuses(
                () -> ALL.withText("a\u0000"),
                "text",
                "text 'a\\u0000' holds a NUL character or half a surrogate pair, which PostgreSQL cannot keep");
        refuses(
                () -> ALL.withBenchmarkId("a\ud835"),
                "benchmark_id",
                "benchmark_id 'a\\ud835' holds a NUL character or half a surrogate pair, which PostgreSQL cannot keep");
    }

    @Test
    void refusesTextsOfAnyLength() {
        refuses(
                () -> ALL.withFramework("x".repeat(501)),
                "framework",
                "framework '%s…' has 501 characters, more than the 500 that are kept".formatted("x".repeat(60)));
        assertThat(ALL.withFramework("x".repeat(500)).framework()).hasSize(500);
    }

    @Test
    void refusesAFifthMetric() {
        ModelVersionFilter four =
                ALL.withMetric(AUROC).withMetric(AUROC).withMetric(AUROC).withMetric(AUROC);

        refuses(() -> four.withMetric(AUROC), "metrics", "a search takes thresholds for 4 metrics, not 5");
    }

    @Test
    void refusesAThresholdThatNothingOrEverythingMeets() {
        refuses(() -> new MetricThreshold("auroc", null, null), "metric", "the threshold of 'auroc' needs a bound");
        refuses(
                () -> new MetricThreshold("auroc", new BigDecimal("0.9"), new BigDecimal("0.80")),
                "metric",
                "'auroc' cannot be at least 0.9 and at most 0.80");
        refuses(() -> MetricThreshold.atMost("", BigDecimal.ONE), "metric", "a threshold needs the name of a metric");
        refuses(
                () -> MetricThreshold.atMost("x".repeat(101), BigDecimal.ONE),
                "metric",
                "metric '%s…' has 101 characters, more than the 100 that are kept".formatted("x".repeat(60)));
    }

    private static void refuses(ThrowingCallable call, String field, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidValueException.class, e -> assertThat(e.field()).isEqualTo(field))
                .hasMessage(message);
    }
}
