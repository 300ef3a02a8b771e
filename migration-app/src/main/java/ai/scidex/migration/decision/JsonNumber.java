package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads numbers, and texts that are JSON numbers, digit by digit. */
final class JsonNumber {

    /** What PostgreSQL's {@code numeric} holds before and after the decimal point. */
    private static final int MAX_WHOLE_DIGITS = 131_072;

    private static final int MAX_FRACTION_DIGITS = 16_383;

    private JsonNumber() {}

    /** Returns the number that {@code said} is or spells; empty if it is none that the database can keep. */
    static Optional<JsonNode> of(JsonNode said) {
        if (said.isNumber()) {
            return Optional.of(said);
        }
        return said.isTextual() ? spelled(TextForms.trim(said.textValue())) : Optional.empty();
    }

    private static Optional<JsonNode> spelled(String text) {
        try {
            JsonNode number = MetadataJson.parse(text);
            return number.isNumber() && canBeKept(number.decimalValue()) ? Optional.of(number) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static boolean canBeKept(BigDecimal number) {
        return number.scale() <= MAX_FRACTION_DIGITS && (long) number.precision() - number.scale() <= MAX_WHOLE_DIGITS;
    }
}
