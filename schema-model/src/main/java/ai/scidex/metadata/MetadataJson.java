package ai.scidex.metadata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Reads and writes metadata without losing a key or a digit.
 *
 * <p>Numbers keep value and scale, as PostgreSQL's {@code jsonb} prints them. A document may nest {@value #MAX_DEPTH}
 * levels deep and hold numbers of up to {@value #MAX_DIGITS} characters; beyond that it is refused with a message.
 */
public final class MetadataJson {

    /** How many arrays and objects a document may open inside one another. */
    public static final int MAX_DEPTH = 1000;

    /** How many characters a number may have: what PostgreSQL's {@code numeric} can hold, and its sign and point. */
    public static final int MAX_DIGITS = 147_500;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_DIGITS)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private MetadataJson() {}

    /**
     * Reads a document.
     *
     * @throws JsonProcessingException if it is no JSON, names a key twice, or exceeds a limit; the message says where
     */
    public static JsonNode parse(String text) throws JsonProcessingException {
        JsonNode document = MAPPER.readTree(text);
        if (document.isMissingNode()) {
            throw new EmptyDocumentException();
        }
        return document;
    }

    /** Returns {@code document} as JSON text on one line. */
    public static String write(JsonNode document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Returns {@code document} as the type of its variant.
     *
     * <p>Validate it first. Of a document that the schema refuses this promises nothing: it may be refused here too, or
     * be read as something else than it says.
     *
     * @throws IllegalArgumentException if it cannot be read as either variant; the message names the member
     */
    public static ModelArtifactMetadata read(JsonNode document) {
        try {
            return MAPPER.treeToValue(document, ModelArtifactMetadata.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be read as metadata: " + e.getOriginalMessage(), e);
        }
    }

    /** Returns {@code metadata} as a document, with every member that it was read with. */
    public static JsonNode toTree(ModelArtifactMetadata metadata) {
        return MAPPER.valueToTree(metadata);
    }

    private static final class EmptyDocumentException extends JsonProcessingException {

        EmptyDocumentException() {
            super("the document is empty");
        }
    }
}
