package ai.scidex.catalog;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON that stands in a test, and so can be read. */
public final class TestJson {

    private TestJson() {}

    public static JsonNode parse(String text) {
        try {
            return MetadataJson.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public static ObjectNode object(String text) {
        return (ObjectNode) parse(text);
    }
}
