package ai.scidex.migration.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.InvalidValueException;
import ai.scidex.catalog.PromotionEvidence;
import ai.scidex.catalog.PromotionEvidence.ComparedMetric;
import ai.scidex.catalog.PromotionEvidence.Interval;
import ai.scidex.catalog.TestJson;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceDocumentTest {

    @Test
    void readsAllThatEvidenceMaySayDigitByDigit() {
        PromotionEvidence evidence = EvidenceDocument.read(TestJson.parse("""
                {"metrics": [{"name": "auroc", "candidate": 0.910, "compared": 0.87,
                              "difference": {"low": 0.01, "high": 0.07, "confidence": 0.95}},
                             {"name": "brier", "candidate": 1}],
                 "benchmarkId": "bench-1", "seed": 42, "details": {"resamples": 1000}}
                """));

        Interval interval = new Interval(number("0.01"), number("0.07"), number("0.95"));
        assertThat(evidence)
                .isEqualTo(PromotionEvidence.of(List.of(
                                new ComparedMetric("auroc", number("0.910"), number("0.87"), interval),
                                ComparedMetric.of("brier", number("1"))))
                        .withBenchmarkId("bench-1")
                        .withSeed(42)
                        .withDetails(TestJson.parse("{\"resamples\": 1000}")));
    }

    @Test
    void takesANullForNoValue() {
        assertThat(EvidenceDocument.read(TestJson.parse(
                        "{\"metrics\": null, \"benchmarkId\": null, \"seed\": null, \"details\": null}")))
                .isEqualTo(PromotionEvidence.of(List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                            | the document must be an object with benchmarkId, details, metrics, seed
            {"metric": []}                                | /metric: is not known; there may be benchmarkId, details, metrics, seed
            {"metrics": {}}                               | /metrics: must be an array with an object for each metric
            {"metrics": [0.9]}                            | /metrics/0: must be an object with candidate, compared, difference, name
            {"metrics": [{"candidate": 1}]}               | /metrics/0/name: must be a text, the name of the metric
            {"metrics": [{"name": "a"}]}                  | /metrics/0/candidate: must be a number
            {"metrics": [{"name": "a", "candidate": "1"}]} | /metrics/0/candidate: must be a number
            {"metrics": [{"name": "a", "candidate": 1, "compared": "x"}]} | /metrics/0/compared: must be a number
            {"metrics": [{"name": "a", "candidate": 1, "p": 0.01}]} | /metrics/0/p: is not known; there may be candidate, compared, difference, name
            {"metrics": [{"name": "a", "candidate": 1, "difference": {"low": 1}}]} | /metrics/0/difference/high: must be a number
            {"seed": 1.5}                                 | /seed: must be a whole number that fits in 64 bits
            {"seed": 9223372036854775808}                 | /seed: must be a whole number that fits in 64 bits
            {"benchmarkId": 1}                            | /benchmarkId: must be a text
            """)
    void saysWhereADocumentIsNotOfTheForm(String document, String message) {
        assertThatThrownBy(() -> EvidenceDocument.read(TestJson.parse(document)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"details": []}       | the details of the evidence are a JSON object
            {"benchmarkId": " "}  | benchmark_id is blank
            {"metrics": [{"name": "a", "candidate": 1}, {"name": "a", "candidate": 2}]} | the metric 'a' stands there twice
            {"metrics": [{"name": "a", "candidate": 1, "difference": {"low": 2, "high": 1, "confidence": 0.9}}]} | the interval from 2 to 1 ends before it begins
            """)
    void refusesWhatTheCatalogRefuses(String document, String message) {
        assertThatThrownBy(() -> EvidenceDocument.read(TestJson.parse(document)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(message);
    }

    private static BigDecimal number(String digits) {
        return new BigDecimal(digits);
    }
}
