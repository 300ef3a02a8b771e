package ai.scidex.catalog.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A schema and every schema within it, each with a JSON Pointer to it.
 *
 * <p>An example that looks like a schema is none, and neither is a property that is called like a keyword.
 */
record Subschemas(List<Place> places) {

    private static final Set<String> OF_ONE = Set.of(
            "additionalItems",
            "additionalProperties",
            "contains",
            "else",
            "if",
            "items",
            "not",
            "propertyNames",
            "then");

    private static final Set<String> OF_A_LIST = Set.of("allOf", "anyOf", "items", "oneOf");

    private static final Set<String> BY_NAME = Set.of("definitions", "dependencies", "patternProperties", "properties");

    /** A schema, and where it stands. */
    record Place(String pointer, JsonNode schema) {

        String keyword(String name) {
            return pointer + "/" + Violation.escape(name);
        }
    }

    static Subschemas of(JsonNode root) {
        List<Place> found = new ArrayList<>();
        Deque<Place> waiting = new ArrayDeque<>();
        waiting.add(new Place("", root));
        while (!waiting.isEmpty()) {
            Place place = waiting.remove();
            if (!place.schema().isObject()) {
                continue;
            }
            found.add(place);
            for (Map.Entry<String, JsonNode> keyword : place.schema().properties()) {
                Place value = new Place(place.keyword(keyword.getKey()), keyword.getValue());
                if (OF_ONE.contains(keyword.getKey())) {
                    waiting.add(value);
                }
                if (OF_A_LIST.contains(keyword.getKey()) && value.schema().isArray()) {
                    for (int i = 0; i < value.schema().size(); i++) {
                        waiting.add(new Place(
                                value.keyword(Integer.toString(i)),
                                value.schema().path(i)));
                    }
                }
                if (BY_NAME.contains(keyword.getKey())) {
                    for (Map.Entry<String, JsonNode> member : value.schema().properties()) {
                        waiting.add(new Place(value.keyword(member.getKey()), member.getValue()));
                    }
                }
            }
        }
        return new Subschemas(List.copyOf(found));
    }
}
