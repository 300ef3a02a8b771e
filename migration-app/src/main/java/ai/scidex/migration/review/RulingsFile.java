package ai.scidex.migration.review;

import ai.scidex.catalog.InvalidValueException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Decisions that were made on one database, to be made again on another.
 *
 * @param decisions in the order in which they were made
 */
public record RulingsFile(List<DecidedField> decisions) {

    public RulingsFile {
        decisions = List.copyOf(decisions);
    }

    /**
     * Reads a file.
     *
     * @param document a JSON array of entries, as the export prints them
     * @throws IllegalArgumentException if it is none; the message says which entry is wrong
     */
    public static RulingsFile of(JsonNode document) {
        if (!document.isArray()) {
            throw new IllegalArgumentException(
                    "it is no array of decisions, as model-catalog review export prints one");
        }
        List<DecidedField> decisions = new ArrayList<>();
        for (JsonNode entry : document) {
            try {
                decisions.add(DecidedField.of(entry));
            } catch (IllegalArgumentException | InvalidValueException e) {
                throw new IllegalArgumentException("entry %d %s".formatted(decisions.size() + 1, e.getMessage()), e);
            }
        }
        return new RulingsFile(decisions);
    }

    /** Returns the entries, each a JSON object. */
    public List<JsonNode> entries() {
        return decisions.stream().<JsonNode>map(DecidedField::json).toList();
    }
}
