package ai.scidex.metadata;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads and writes metadata without losing a key or a digit.
 *
 * <p>Numbers keep value and scale, as PostgreSQL's {@code jsonb} prints them. A document may nest {@value #MAX_DEPTH}
 * levels deep and hold numbers of up to {@value #MAX_INTEGER_DIGITS} digits before and {@value #MAX_FRACTION_DIGITS}
 * after the point, written with up to {@value #MAX_DIGITS} characters; beyond that it is refused with a message.
 */
public final class MetadataJson {

    /** How many arrays and objects a document may open inside one another. */
    public static final int MAX_DEPTH = 1000;

    /** How many characters a number may have: what PostgreSQL's {@code numeric} can hold, and its sign and point. */
    public static final int MAX_DIGITS = 147_500;

    /** How many digits a number may have before the point: what PostgreSQL's {@code numeric} can hold. */
    public static final int MAX_INTEGER_DIGITS = 131_072;

    /** How many digits a number may have after the point: what PostgreSQL's {@code numeric} can hold. */
    public static final int MAX_FRACTION_DIGITS = 16_383;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_DIGITS)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL))
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .nodeFactory(new StorableNumbers.Nodes())
            .addModule(WholeNumbers.module())
            .build();

    private MetadataJson() {}

    /**
     * Reads a document.
     *
     * @throws MalformedDocumentException if it is no JSON, names a key twice, or exceeds a limit
     */
    public static JsonNode parse(String text) throws MalformedDocumentException {
        try {
            return within(MAPPER.readTree(text));
        } catch (JsonProcessingException | NumberFormatException e) {
            throw refused(DocumentBytes.of(text.getBytes(StandardCharsets.UTF_8)), e);
        }
    }

    /**
     * Reads a document in UTF-8.
     *
     * @throws MalformedDocumentException if it is no JSON, or none in UTF-8, names a key twice, or exceeds a limit
     */
    public static JsonNode parse(DocumentBytes document) throws MalformedDocumentException {
        try {
            return within(document.read(MAPPER));
        } catch (JsonProcessingException | CharacterCodingException | NumberFormatException e) {
            document.requireUtf8();
            throw refused(document, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode within(JsonNode document) throws JsonProcessingException {
        if (document.isMissingNode()) {
            throw MalformedDocumentException.syntax("is empty; metadata is a JSON object");
        }
        return document;
    }

    /** What refuses a document speaks of itself; the answer speaks of the document. */
    private static MalformedDocumentException refused(DocumentBytes document, Exception refusal) {
        MalformedDocumentException malformed = Diagnosis.of(document)
                .orElseGet(() -> MalformedDocumentException.syntax("is no JSON that can be read"));
        malformed.initCause(refusal);
        return malformed;
    }

    /**
     * Returns {@code document} as JSON text on one line.
     *
     * @throws IllegalArgumentException if it exceeds a limit
     */
    public static String write(JsonNode document) {
        return text(document);
    }

    /**
     * Writes {@code document} as {@link #write(JsonNode)} returns it; {@code out} is closed.
     *
     * @throws IllegalArgumentException if it exceeds a limit
     */
    public static void write(JsonNode document, Writer out) throws IOException {
        writeValue(document, out);
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
        JsonNode variant = document.get("is_external");
        if (variant == null || !variant.isBoolean()) {
            throw new IllegalArgumentException("is_external must be true or false, not " + variant);
        }
        try {
            return MAPPER.treeToValue(document, ModelArtifactMetadata.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be read as metadata: " + Misfit.sentence(document, e), e);
        }
    }

    /**
     * Returns {@code metadata} as a document, with every member that it was read with: known ones in the order of the
     * schema, then the others.
     *
     * @throws IllegalArgumentException if it exceeds a limit
     */
    public static JsonNode toTree(ModelArtifactMetadata metadata) {
        try {
            // By way of text, so that a number becomes the node that it would be in a document that was parsed.
            return parse(text(metadata));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String text(Object value) {
        StringWriter text = new StringWriter();
        try {
            writeValue(value, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void writeValue(Object value, Writer out) throws IOException {
        try (JsonGenerator generator = new StorableNumbers.Writer(MAPPER.createGenerator(out))) {
            MAPPER.writeValue(generator, value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
