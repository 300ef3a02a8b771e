package ai.scidex.migration.decision;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.ModelVersion;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A model artifact as it stands in the database, unchecked.
 *
 * @param id the artifact
 * @param seen the version of the rows that were read
 * @param title its title
 * @param originType where it says it comes from: {@code internal}, {@code external}, {@code derived} or something else
 * @param originUrl the page it says it comes from
 * @param sha256 the SHA-256 of the metadata in UTF-8 as the database prints it, in hexadecimal digits; absent where the column
 *     is null
 * @param metadata the metadata; absent where there is none, or none that can be read
 * @param version the row of {@code model_versions} that is there already
 */
public record LegacyArtifact(
        ArtifactId id,
        String seen,
        String title,
        @Nullable String originType,
        @Nullable String originUrl,
        @Nullable String sha256,
        @Nullable JsonNode metadata,
        @Nullable ModelVersion version) {

    public LegacyArtifact {
        if (metadata != null && sha256 == null) {
            throw new IllegalArgumentException("%s has metadata without its hash".formatted(id));
        }
        if (version != null && !version.artifactId().equals(id)) {
            throw new IllegalArgumentException(
                    "%s has the model_versions row of %s".formatted(id, version.artifactId()));
        }
    }

    /** Returns the artifact with its metadata read; text that cannot be read leaves it without a tree. */
    public static LegacyArtifact of(
            ArtifactId id,
            String seen,
            String title,
            @Nullable String originType,
            @Nullable String originUrl,
            @Nullable String metadataText,
            @Nullable ModelVersion version) {
        String sha256 = metadataText == null ? null : sha256(metadataText);
        JsonNode metadata = metadataText == null ? null : tree(metadataText);
        return new LegacyArtifact(id, seen, title, originType, originUrl, sha256, metadata, version);
    }

    /** Returns whether the rules can look into the metadata: it is an object, or null, which counts as an empty one. */
    boolean isReadable() {
        return metadata == null ? sha256 == null : metadata.isObject() || metadata.isNull();
    }

    /** Returns the artifact as one whose metadata nobody can read. */
    LegacyArtifact unread() {
        return new LegacyArtifact(id, seen, title, originType, originUrl, sha256, null, version);
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static @Nullable JsonNode tree(String text) {
        try {
            return MetadataJson.parse(text);
        } catch (JsonProcessingException e) {
            // Beyond the documented limits: the rules hold the whole document.
            return null;
        }
    }
}
