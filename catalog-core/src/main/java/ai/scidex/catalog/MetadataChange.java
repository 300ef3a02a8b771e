package ai.scidex.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What changes in the metadata of an artifact: top-level keys that go and top-level keys that come.
 *
 * <p>The database applies it as {@code (metadata - removed) || added}, so that all other keys never travel.
 *
 * @param added the new members, sorted by name; a name that is there already gets the new value
 * @param removed the names of the members that go, sorted
 */
public record MetadataChange(Map<String, JsonNode> added, List<String> removed) {

    public MetadataChange {
        added = Collections.unmodifiableMap(new TreeMap<>(added));
        removed = List.copyOf(new TreeSet<>(removed));
    }

    /** Returns the change that changes nothing. */
    public static MetadataChange none() {
        return new MetadataChange(Map.of(), List.of());
    }

    /** Returns whether metadata stays as it is. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }

    /**
     * Returns the metadata after this change; {@code before} itself stays as it is.
     *
     * @param before an object, or null, which counts as an empty one
     */
    public ObjectNode applyTo(@Nullable JsonNode before) {
        ObjectNode after = JsonNodeFactory.instance.objectNode();
        if (before instanceof ObjectNode object) {
            after.setAll(object);
        } else if (before != null && !before.isNull()) {
            throw new IllegalArgumentException("metadata is no object but of type " + before.getNodeType());
        }
        after.remove(removed);
        after.setAll(added);
        return after;
    }
}
