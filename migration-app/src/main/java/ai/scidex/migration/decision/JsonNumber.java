package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads numbers, and texts that are JSON numbers, digit by digit. */
final class JsonNumber {

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
            return number.isNumber() ? Optional.of(number) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
