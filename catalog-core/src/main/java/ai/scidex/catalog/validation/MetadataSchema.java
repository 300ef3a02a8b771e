package ai.scidex.catalog.validation;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The published schema of the metadata of a model artifact.
 *
 * @param text the schema file, byte for byte
 * @param version the version that its {@code $id} ends in, for example {@code v1}
 * @param sha256 the SHA-256 of the file, in hexadecimal digits
 */
public record MetadataSchema(String text, String version, String sha256) {

    /** The version of {@link #published()}, for who wants to name it without reading it. */
    public static final String PUBLISHED_VERSION = "v1";

    private static final String RESOURCE = "/schemas/model_artifact_metadata.json";

    private static final String RELEASED = "/schemas/released/%s.json";

    private static final Pattern VERSION = Pattern.compile("v[1-9][0-9]{0,8}");

    private static final Pattern VERSIONED_ID = Pattern.compile("/(v[0-9]+)\\.json$");

    /** Returns the schema that this version of the catalog validates against. */
    public static MetadataSchema published() {
        return resource(RESOURCE).orElseThrow(() -> new IllegalStateException("the class path holds no " + RESOURCE));
    }

    /**
     * Returns the schema that was released as {@code version}, for example {@code v1}; empty if this version of the
     * catalog knows none.
     *
     * <p>A row that was written under an earlier version is judged by it.
     */
    public static Optional<MetadataSchema> released(String version) {
        return VERSION.matcher(version).matches() ? resource(RELEASED.formatted(version)) : Optional.empty();
    }

    private static Optional<MetadataSchema> resource(String name) {
        try (InputStream in = MetadataSchema.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(of(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MetadataSchema of(byte[] file) throws IOException {
        String text = new String(file, StandardCharsets.UTF_8);
        return new MetadataSchema(text, version(MetadataJson.parse(text)), sha256(file));
    }

    /** Returns the names of the properties that the schema knows, of both variants, sorted. */
    public Set<String> propertyNames() {
        Set<String> names = new TreeSet<>();
        document().path("definitions").forEach(definition -> {
            if (definition.path("properties").has("is_external")) {
                definition.path("properties").fieldNames().forEachRemaining(names::add);
            }
        });
        return names;
    }

    JsonNode document() {
        try {
            return MetadataJson.parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version(JsonNode schema) {
        String id = schema.path("$id").asText();
        Matcher matcher = VERSIONED_ID.matcher(id);
        if (!matcher.find()) {
            throw new IllegalStateException("the schema's $id does not end in a version: '%s'".formatted(id));
        }
        return matcher.group(1);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
