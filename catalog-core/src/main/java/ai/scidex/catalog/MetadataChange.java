package ai.scidex.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
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

    /**
     * Returns what turns {@code before} into {@code after}, and no more: a member that is the same to the digit stays out.
     *
     * @param before an object, or anything else, which counts as an empty one
     */
    public static MetadataChange between(@Nullable JsonNode before, ObjectNode after) {
        Map<String, JsonNode> added = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : after.properties()) {
            JsonNode former = before instanceof ObjectNode object ? object.get(member.getKey()) : null;
            if (former == null || !isSameToTheDigit(former, member.getValue())) {
                added.put(member.getKey(), member.getValue());
            }
        }
        List<String> removed = new ArrayList<>();
        if (before instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(removed::add);
        }
        removed.removeIf(after::has);
        return new MetadataChange(added, removed);
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

    /** Returns whether the member comes, goes or gets another value. */
    boolean touches(String member) {
        return added.containsKey(member) || removed.contains(member);
    }

    /** Returns the members that come as an object, as the database takes them. */
    ObjectNode addedJson() {
        return JsonNodeFactory.instance.objectNode().setAll(added);
    }

    /** Returns the names of the members that go as an array, as the database takes them. */
    ArrayNode removedJson() {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        removed.forEach(names::add);
        return names;
    }

    /** Returns whether the two are printed alike by {@code jsonb}. */
    static boolean isSameToTheDigit(JsonNode one, JsonNode other) {
        return one.equals(MetadataChange::compareLeaves, other);
    }

    /** Jackson asks with a comparator, and wants nothing of it but zero for equal. For jsonb, 1.10 is not 1.1. */
    private static int compareLeaves(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            BigDecimal a = one.decimalValue();
            BigDecimal b = other.decimalValue();
            return a.compareTo(b) == 0 && Math.max(a.scale(), 0) == Math.max(b.scale(), 0) ? 0 : 1;
        }
        return one.equals(other) ? 0 : 1;
    }
}
