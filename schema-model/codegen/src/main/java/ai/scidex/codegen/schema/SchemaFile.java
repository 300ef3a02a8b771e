package ai.scidex.codegen.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that holds a JSON Schema, read without losing a digit.
 *
 * @param text the file as it stands
 * @param root what it holds
 */
public record SchemaFile(String text, JsonNode root) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private static final ObjectWriter PRINTER = MAPPER.writer(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(INDENTER)
                    .withArrayIndenter(INDENTER))
            .with(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);

    private static final Pattern VERSIONED_ID = Pattern.compile("/v([1-9][0-9]*)\\.json$");

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it holds no JSON
     */
    public static SchemaFile read(Path file) throws IOException {
        try {
            return parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(file.getFileName(), e.getMessage()), e);
        }
    }

    /**
     * Reads the text of a file.
     *
     * @throws IllegalArgumentException if it is no JSON
     */
    public static SchemaFile parse(String text) {
        try {
            return new SchemaFile(text, MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Returns the number of the version that the {@code $id} ends in.
     *
     * @throws IllegalArgumentException if it does not end in one
     */
    public int version() {
        String id = root.path("$id").asText();
        Matcher matcher = VERSIONED_ID.matcher(id);
        if (!matcher.find()) {
            throw new IllegalArgumentException("the schema's $id does not end in a version: '%s'".formatted(id));
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** Returns the SHA-256 of the file, in hexadecimal digits. */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /**
     * Returns the JSON Pointer that a {@code $ref} names.
     *
     * @throws IllegalArgumentException if it names nothing in this file
     */
    public String pointer(String reference) {
        if (!reference.startsWith("#") || root.at(reference.substring(1)).isMissingNode()) {
            throw new IllegalArgumentException("the $ref '%s' names nothing in this file".formatted(reference));
        }
        return reference.substring(1);
    }

    /** Returns {@code json} for people: a line each member and element, every digit as it was read. */
    public static String print(JsonNode json) {
        try {
            return PRINTER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be printed: " + e.getOriginalMessage(), e);
        }
    }

    /** Returns {@code name} as it stands in a JSON Pointer. */
    public static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
