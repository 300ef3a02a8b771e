package ai.scidex.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementTest {

    @ParameterizedTest
    @MethodSource
    void keepsTheDigitsThatANumberIsPrintedWith(Number number, String digits) {
        assertThat(Measurement.of(number).value()).isEqualTo(new BigDecimal(digits));
    }

    static Stream<Arguments> keepsTheDigitsThatANumberIsPrintedWith() {
        return Stream.of(
                Arguments.of(1, "1"),
                Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of(0.1, "0.1"),
                Arguments.of(0.1f, "0.1"),
                Arguments.of(1e21, "1000000000000000000000"),
                Arguments.of(1e-9, "0.0000000010"),
                Arguments.of(BigInteger.TEN, "10"),
                Arguments.of(new BigDecimal("0.910"), "0.910"),
                Arguments.of(new BigDecimal("1e3"), "1000"),
                Arguments.of(new AtomicLong(3), "3"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatJsonHasNoNumberFor(double number) {
        assertThatThrownBy(() -> Measurement.of(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value is %s, which JSON has no number for", number);
    }

    @Test
    void saysMoreAboutANumber() {
        Measurement measurement =
                Measurement.of(0.88).with("unit", "ng/mL").with("n", 1200).with("note", TextNode.valueOf("x"));

        assertThat(measurement.isObject()).isTrue();
        assertThat(measurement.value()).isEqualTo("0.88");
        assertThat(measurement.additionalProperties()).containsOnlyKeys("unit", "n", "note");
        assertThat(measurement).hasToString("0.88 {unit=\"ng/mL\", n=1200, note=\"x\"}");
    }

    @Test
    void tellsANumberFromAnObjectThatHoldsIt() {
        Measurement number = Measurement.of(1);
        Measurement object = new Measurement(BigDecimal.ONE, true, Map.of());

        assertThat(number).isNotEqualTo(object);
        assertThat(number.isObject()).isFalse();
        assertThat(object.isObject()).isTrue();
    }

    @Test
    void refusesToSayTheValueTwice() {
        Measurement measurement = Measurement.of(1);

        assertThatThrownBy(() -> measurement.with("value", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value is a known member, not an additional one");
    }

    @Test
    void refusesANumberAloneThatSaysMore() {
        Map<String, JsonNode> unit = Map.of("unit", TextNode.valueOf("mL"));

        assertThatThrownBy(() -> new Measurement(BigDecimal.ONE, false, unit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a number alone says no more, such as [unit]");
    }

    @Test
    void refusesToBeNothing() {
        assertThatThrownBy(() -> Measurement.of(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value is missing");
    }
}
