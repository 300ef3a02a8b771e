package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.PromotionEvidence.ComparedMetric;
import ai.scidex.catalog.PromotionEvidence.Interval;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromotionDecisionTest {

    private static final ComparedMetric AUROC = new ComparedMetric(
            "auroc",
            new BigDecimal("0.910"),
            new BigDecimal("0.88"),
            new Interval(new BigDecimal("0.01"), new BigDecimal("0.050"), new BigDecimal("0.95")));

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0\n"})
    void refusesADecisionWithoutAReason(String reason) {
        assertThatThrownBy(() -> PromotionDecision.of("gate", reason))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("reason is blank");
    }

    @Test
    void refusesADecisionOfNobody() {
        assertThatThrownBy(() -> PromotionDecision.of(" ", "better"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("by is blank");
    }

    @Test
    void refusesAReasonOfTenMegabytes() {
        String reason = "because ".repeat(1_310_720);

        assertThatThrownBy(() -> PromotionDecision.of("gate", reason))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("reason '%s…' has 10485760 characters, more than the 10000 that are kept"
                        .formatted(reason.substring(0, 60)));
    }

    @Test
    void keepsAReasonOfTheGreatestLengthToTheLetter() {
        String reason = " " + "x".repeat(9_999);

        assertThat(PromotionDecision.of("gate", reason).reason()).isEqualTo(reason);
    }

    @Test
    void refusesAReasonThatCannotBeKept() {
        assertThatThrownBy(() -> PromotionDecision.of("gate", "half a pair: \ud83d"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(
                        "reason 'half a pair: \\ud83d' holds a NUL character or half a surrogate pair, which PostgreSQL cannot keep");
    }

    @Test
    void writesEvidenceDigitByDigit() {
        PromotionEvidence evidence = PromotionEvidence.of(List.of(AUROC, ComparedMetric.of("n", BigDecimal.TEN)))
                .withBenchmarkId("bench-1")
                .withSeed(42)
                .withDetails(parse("{\"resamples\": 1000}"));

        assertThat(MetadataJson.write(evidence.json())).isEqualTo("""
                {"metrics":[{"name":"auroc","candidate":0.910,"compared":0.88,\
                "difference":{"low":0.01,"high":0.050,"confidence":0.95}},\
                {"name":"n","candidate":10}],"benchmarkId":"bench-1","seed":42,"details":{"resamples":1000}}""");
    }

    @Test
    void refusesEvidenceThatContradictsItself() {
        assertThatThrownBy(() -> PromotionEvidence.of(List.of(AUROC, AUROC)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("the metric 'auroc' stands there twice");
        assertThatThrownBy(() -> new Interval(BigDecimal.TEN, BigDecimal.ONE, new BigDecimal("0.95")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("the interval from 10 to 1 ends before it begins");
        assertThatThrownBy(() -> new Interval(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("the confidence 1 is not between 0 and 1");
    }

    @Test
    void refusesANumberThatWouldFillTheDisk() {
        ComparedMetric loss = ComparedMetric.of("loss", new BigDecimal("1E+999999999"));

        assertThatThrownBy(() -> PromotionEvidence.of(List.of(loss)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("the evidence cannot be written as JSON: a number has 1000000000 digits");
    }

    @Test
    void refusesEvidenceWithoutFormOrEnd() {
        PromotionEvidence evidence = PromotionEvidence.of(List.of());

        assertThatThrownBy(() -> evidence.withDetails(parse("[]")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("the details of the evidence are a JSON object");
        assertThatThrownBy(() ->
                        evidence.withDetails(TestJson.object("{}").set("log", new TextNode("x".repeat(1_000_000)))))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("the evidence has 1000022 characters, more than the 1000000 that are kept");
    }

    @Test
    void keepsNoEvidenceThatTheLedgerWouldChange() {
        PromotionEvidence evidence = PromotionEvidence.of(List.of());

        assertThatThrownBy(() -> evidence.withDetails(TestJson.object("{}").put("log", "\ud83d")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(
                        "the details of the evidence: /log: \"\\uD83D\" holds half a surrogate pair, which PostgreSQL"
                                + " cannot keep; remove it");
        assertThatThrownBy(() -> evidence.withDetails(TestJson.object("{}").put("auroc", Double.NaN)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("the details of the evidence: /auroc: NaN is no number of JSON; give a finite one");
    }
}
