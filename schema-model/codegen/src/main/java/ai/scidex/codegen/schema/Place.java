package ai.scidex.codegen.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A schema inside a file.
 *
 * @param file the file
 * @param pointer where it stands there, as a JSON Pointer
 */
public record Place(SchemaFile file, String pointer) {

    /** Returns the place of the schema that {@code file} is. */
    public static Place root(SchemaFile file) {
        return new Place(file, "");
    }

    /** Returns what stands here. */
    public JsonNode node() {
        return file.root().at(pointer);
    }

    /** Returns the place that {@code names} lead to from here. */
    public Place inside(String... names) {
        StringBuilder inner = new StringBuilder(pointer);
        for (String name : names) {
            inner.append('/').append(SchemaFile.escape(name));
        }
        return new Place(file, inner.toString());
    }

    /** Returns the schema that the {@code $ref} here names. */
    public Place referred() {
        return new Place(file, file.pointer(node().path("$ref").asText()));
    }

    /** Returns what stands here with every reference replaced by what it names, but for those that lead back. */
    public JsonNode inlined() {
        return inlined(node(), new HashSet<>());
    }

    private JsonNode inlined(JsonNode node, Set<String> underWay) {
        if (node.path("$ref").isTextual()) {
            String target = file.pointer(node.path("$ref").asText());
            if (!underWay.add(target)) {
                return node;
            }
            JsonNode whole = inlined(file.root().at(target), underWay);
            underWay.remove(target);
            return whole;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> copy.add(inlined(element, underWay)));
            return copy;
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                copy.set(member.getKey(), inlined(member.getValue(), underWay));
            }
            return copy;
        }
        return node;
    }
}
