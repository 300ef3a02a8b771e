package ai.scidex.migration.report;

import ai.scidex.metadata.Credentials;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** The JSON that the record holds. */
final class RecordedJson {

    private RecordedJson() {}

    static JsonNode parse(String json) {
        try {
            return MetadataJson.parse(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the record holds no readable JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** A report is kept and passed on, so the secret that somebody left in a URL must not be in it. */
    static String shown(JsonNode value) {
        return Credentials.hide(MetadataJson.write(value));
    }
}
