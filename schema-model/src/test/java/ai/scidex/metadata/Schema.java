package ai.scidex.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The published schema, as it stands on the class path. */
final class Schema {

    private Schema() {}

    static JsonNode document() {
        try (var in = Schema.class.getResourceAsStream("/schemas/model_artifact_metadata.json")) {
            return MetadataJson.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode external() {
        return document().at("/definitions/ExternalModelMetadata");
    }
}
