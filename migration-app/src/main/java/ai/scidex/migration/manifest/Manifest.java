package ai.scidex.migration.manifest;

import ai.scidex.catalog.PromotionState;
import ai.scidex.catalog.validation.TextForms;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.failure.FileFailure;
import ai.scidex.migration.failure.OrdinaryFile;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The models that a migration expects.
 *
 * @param entries in the order of the file; no id twice
 */
public record Manifest(List<Entry> entries) {

    private static final String DEFAULT = "/manifest/default.yml";

    /** Ten thousand models and their reasons; it is read as a whole. */
    private static final int MAX_BYTES = 1 << 20;

    public Manifest {
        entries = List.copyOf(entries);
        Set<String> ids = new HashSet<>();
        for (Entry entry : entries) {
            if (!ids.add(entry.id())) {
                throw new IllegalArgumentException("'%s' is named twice".formatted(entry.id()));
            }
        }
    }

    /**
     * One expected model.
     *
     * @param id the id of a model artifact, or the beginning of exactly one such id
     * @param landing the state that it lands in
     */
    public record Entry(String id, Landing landing) {

        public Entry {
            if (TextForms.isBlank(id)) {
                throw new IllegalArgumentException("an entry's id is blank");
            }
            if (landing.state() != PromotionState.CANDIDATE && landing.state() != PromotionState.PROMOTED) {
                throw new IllegalArgumentException("'%s' cannot land as %s, only as candidate or promoted"
                        .formatted(id, landing.state().text()));
            }
        }
    }

    /** Returns the manifest of the eight models that SciDEX is known to have. */
    public static Manifest standard() {
        try (InputStream in = Manifest.class.getResourceAsStream(DEFAULT)) {
            if (in == null) {
                throw new IllegalStateException("the class path holds no " + DEFAULT);
            }
            return parse(DEFAULT, in);
        } catch (IOException e) {
            throw new ManifestException("cannot read the manifest %s: %s".formatted(DEFAULT, e.getMessage()));
        }
    }

    /**
     * Reads a manifest from a YAML file.
     *
     * @throws ManifestException if the file cannot be read or is no manifest
     */
    public static Manifest read(Path file) {
        try (InputStream in = OrdinaryFile.open(file)) {
            return parse(file.toString(), in);
        } catch (NoSuchFileException e) {
            throw new ManifestException("there is no manifest %s; name an existing file".formatted(file));
        } catch (IOException e) {
            throw new ManifestException("cannot read the manifest %s: %s".formatted(file, FileFailure.reason(e)));
        }
    }

    /** Returns the entries as a JSON array of objects with {@code id}, {@code state} and {@code reason}. */
    public String json() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Entry entry : entries) {
            array.addObject()
                    .put("id", entry.id())
                    .put("state", entry.landing().state().text())
                    .put("reason", entry.landing().reason());
        }
        return MetadataJson.write(array);
    }

    /** No more than {@value #MAX_BYTES} bytes are read, however long the file is. */
    private static Manifest parse(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ManifestException("the manifest %s is longer than %d bytes".formatted(name, MAX_BYTES));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Manifest(ManifestDocument.entries(name, text));
        } catch (CharacterCodingException e) {
            throw new ManifestException("the manifest %s is not UTF-8; save it as UTF-8".formatted(name));
        }
    }
}
