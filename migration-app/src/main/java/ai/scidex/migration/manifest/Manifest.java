package ai.scidex.migration.manifest;

import ai.scidex.catalog.PromotionState;
import ai.scidex.catalog.validation.TextForms;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.failure.FileFailure;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The models that a migration expects.
 *
 * @param entries in the order of the file; no id twice
 */
public record Manifest(List<Entry> entries) {

    private static final String DEFAULT = "/manifest/default.yml";

    private static final Set<String> KEYS = Set.of("id", "state", "reason");

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
            return parse(DEFAULT, new String(in.readAllBytes(), StandardCharsets.UTF_8));
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
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ManifestException("there is no manifest %s; name an existing file".formatted(file));
        } catch (MalformedInputException e) {
            throw new ManifestException("the manifest %s is not UTF-8; save it as UTF-8".formatted(file));
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

    private static Manifest parse(String name, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            Object document = new Yaml(new SafeConstructor(options)).load(text);
            return new Manifest(entries(document));
        } catch (YAMLException e) {
            throw new ManifestException("the manifest %s is no YAML: %s".formatted(name, reason(e)));
        } catch (IllegalArgumentException e) {
            throw new ManifestException("the manifest %s is not usable: %s".formatted(name, e.getMessage()));
        }
    }

    private static String reason(YAMLException failure) {
        if (failure instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return "line %d: %s".formatted(marked.getProblemMark().getLine() + 1, marked.getProblem());
        }
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static List<Entry> entries(@Nullable Object document) {
        if (!(document instanceof Map<?, ?> map) || !(map.get("models") instanceof List<?> models)) {
            throw new IllegalArgumentException("it has no list called models");
        }
        if (map.size() > 1) {
            throw new IllegalArgumentException("it may have models, nothing else");
        }
        List<Entry> entries = new ArrayList<>();
        for (Object model : models) {
            if (!(model instanceof Map<?, ?> entry) || !isKnown(entry.keySet())) {
                throw new IllegalArgumentException(
                        "entry %d may have id, state and reason, nothing else".formatted(entries.size() + 1));
            }
            entries.add(entry(entries.size() + 1, entry));
        }
        return entries;
    }

    /** A key of YAML may be anything, even null. */
    private static boolean isKnown(Set<?> keys) {
        return keys.stream().allMatch(key -> key instanceof String text && KEYS.contains(text));
    }

    private static Entry entry(int number, Map<?, ?> entry) {
        PromotionState state = PromotionState.of(text(number, entry, "state"));
        return new Entry(text(number, entry, "id"), new Landing(state, text(number, entry, "reason")));
    }

    private static String text(int number, Map<?, ?> entry, String key) {
        if (entry.get(key) instanceof String text && !TextForms.isBlank(text)) {
            return text;
        }
        throw new IllegalArgumentException("entry %d has no text for %s".formatted(number, key));
    }
}
