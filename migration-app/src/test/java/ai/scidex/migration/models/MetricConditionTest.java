package ai.scidex.migration.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.InvalidValueException;
import ai.scidex.catalog.MetricThreshold;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricConditionTest {

    @ParameterizedTest
    @CsvSource({
        "auroc>=0.8, auroc, 0.8",
        "auroc >= 0.80, auroc, 0.80",
        "f1>=.5, f1, .5",
        "loss>=-1e-3, loss, -1e-3",
        "odd>=1>=2, odd>=1, 2",
        "top 5>=+7, top 5, 7"
    })
    void readsALowerBound(String text, String metric, BigDecimal bound) {
        assertThat(MetricCondition.parse(text)).isEqualTo(MetricThreshold.atLeast(metric, bound));
    }

    @Test
    void readsAnUpperBound() {
        assertThat(MetricCondition.parse("rmse<=1.10"))
                .isEqualTo(MetricThreshold.atMost("rmse", new BigDecimal("1.10")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auroc", "auroc>0.8", "auroc=0.8", ">=0.8", " >=0.8", ""})
    void refusesWhatIsNoCondition(String text) {
        assertThatThrownBy(() -> MetricCondition.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'%s' is no condition on a metric; write NAME>=NUMBER or NAME<=NUMBER, in quotes"
                        .formatted(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "high", "0,8", "1e", "1e1000", "0x10", "NaN", "١"})
    void refusesABoundThatIsNoNumber(String bound) {
        assertThatThrownBy(() -> MetricCondition.parse("auroc>=" + bound))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'%s' is no number that a metric can be compared with".formatted(bound));
    }

    @Test
    void refusesANumberOfAHundredAndOneDigits() {
        String digits = "9".repeat(100);

        assertThat(MetricCondition.parse("n>=" + digits))
                .isEqualTo(MetricThreshold.atLeast("n", new BigDecimal(digits)));
        assertThatThrownBy(() -> MetricCondition.parse("n>=" + digits + "9"))
                .hasMessage("'%s9' is no number that a metric can be compared with".formatted(digits));
    }

    @Test
    void refusesANameThatTheCatalogRefuses() {
        assertThatThrownBy(() -> MetricCondition.parse("x".repeat(101) + ">=1"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(
                        "metric '%s…' has 101 characters, more than the 100 that are kept".formatted("x".repeat(60)));
    }
}
