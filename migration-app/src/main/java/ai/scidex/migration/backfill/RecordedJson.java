package ai.scidex.migration.backfill;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads JSON that we wrote into the record ourselves. */
public final class RecordedJson {

    private RecordedJson() {}

    /**
     * Returns the document.
     *
     * @throws IllegalStateException if somebody put something there that is none
     */
    public static JsonNode parse(String json) {
        try {
            return MetadataJson.parse(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the record holds no readable JSON: " + e.getOriginalMessage(), e);
        }
    }
}
