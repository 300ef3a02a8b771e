package ai.scidex.catalog.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The least and the greatest number that a property takes.
 *
 * <p>The library compares a number with a point or an exponent by its lowest 64 bits, so that it takes 1e400 for 0. This
 * compares the number itself.
 */
record Bounds(String property, BigDecimal minimum, BigDecimal maximum) {

    Optional<Violation> violation(JsonNode document) {
        JsonNode value = document.path(property);
        if (!value.isBigDecimal()) {
            return Optional.empty();
        }
        if (value.decimalValue().compareTo(minimum) < 0) {
            return Optional.of(ViolationSentence.tooSmall(property, value, minimum));
        }
        return value.decimalValue().compareTo(maximum) > 0
                ? Optional.of(ViolationSentence.tooLarge(property, value, maximum))
                : Optional.empty();
    }
}
