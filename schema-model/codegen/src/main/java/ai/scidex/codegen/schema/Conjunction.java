package ai.scidex.codegen.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Schemas that must all hold of one value: a schema with its references followed and its {@code allOf} taken apart, so
 * that it does not matter where a definition stands.
 *
 * @param places the schemas; none says anything by reference
 * @param visited the pointers of all that was come through on the way
 */
public record Conjunction(List<Place> places, Set<String> visited) {

    private static final Set<String> ANNOTATIONS = Set.of(
            "$schema",
            "$id",
            "$comment",
            "title",
            "description",
            "examples",
            "default",
            "readOnly",
            "writeOnly",
            "definitions");

    /** Returns all that the schemas demand together. */
    public static Conjunction of(Place... schemas) {
        return of(List.of(schemas));
    }

    private static Conjunction of(List<Place> schemas) {
        List<Place> places = new ArrayList<>();
        Set<String> visited = new HashSet<>();
        schemas.forEach(schema -> takeApart(schema, places, visited));
        return new Conjunction(List.copyOf(places), Set.copyOf(visited));
    }

    private static void takeApart(Place schema, List<Place> places, Set<String> visited) {
        if (!visited.add(schema.pointer())) {
            return;
        }
        JsonNode node = schema.node();
        if (node.has("$ref")) {
            // Draft-07 ignores what stands beside a reference.
            takeApart(schema.referred(), places, visited);
            return;
        }
        places.add(schema);
        for (int i = 0; i < node.path("allOf").size(); i++) {
            takeApart(schema.inside("allOf", Integer.toString(i)), places, visited);
        }
    }

    /** Returns whether no value meets it. */
    public boolean isNothing() {
        return places.stream().map(Place::node).anyMatch(node -> node.isBoolean() && !node.booleanValue());
    }

    /** Returns whether every value meets it. */
    public boolean isAnything() {
        return keywords().isEmpty() && !isNothing();
    }

    /** Returns the keywords that say which values meet it; {@code allOf} is taken apart already. */
    public Set<String> keywords() {
        Set<String> keywords = new LinkedHashSet<>();
        for (Place place : places) {
            place.node().fieldNames().forEachRemaining(keywords::add);
        }
        keywords.removeAll(ANNOTATIONS);
        keywords.remove("allOf");
        return keywords;
    }

    /** Returns what {@code keyword} says, once for each schema that has it. */
    public List<JsonNode> all(String keyword) {
        return with(keyword).stream().map(place -> place.node().path(keyword)).toList();
    }

    /** Returns the schemas that have {@code keyword}. */
    public List<Place> with(String keyword) {
        return places.stream().filter(place -> place.node().has(keyword)).toList();
    }

    /** Returns what a value can be, by the keyword {@code type} alone. */
    public Set<JsonKind> types() {
        Set<JsonKind> types = isNothing() ? EnumSet.noneOf(JsonKind.class) : EnumSet.allOf(JsonKind.class);
        for (JsonNode type : all("type")) {
            Set<JsonKind> named = EnumSet.noneOf(JsonKind.class);
            for (JsonNode name : type.isArray() ? type : List.of(type)) {
                named.addAll(JsonKind.named(name.asText()));
            }
            types.retainAll(named);
        }
        return types;
    }

    /** Returns the only values that are allowed; empty if they are not listed. */
    public Optional<List<JsonNode>> values() {
        List<List<JsonNode>> lists = new ArrayList<>();
        all("const").forEach(constant -> lists.add(List.of(constant)));
        all("enum").forEach(values -> {
            List<JsonNode> list = new ArrayList<>();
            values.forEach(list::add);
            lists.add(list);
        });
        if (lists.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(lists.get(0).stream()
                .filter(value -> lists.stream().allMatch(list -> SameValue.isAmong(list, value)))
                .toList());
    }

    /** Returns what a value can be, by its type and by the values that are listed. */
    public Set<JsonKind> kinds() {
        Set<JsonKind> kinds = types();
        values().ifPresent(values -> {
            Set<JsonKind> listed = EnumSet.noneOf(JsonKind.class);
            values.forEach(value -> listed.add(JsonKind.of(value)));
            kinds.retainAll(listed);
        });
        return kinds;
    }

    /** Returns the members that an object must have. */
    public Set<String> required() {
        Set<String> required = new LinkedHashSet<>();
        all("required").forEach(names -> names.forEach(name -> required.add(name.asText())));
        return required;
    }

    /** Returns the members that are named. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        all("properties").forEach(properties -> properties.fieldNames().forEachRemaining(names::add));
        return names;
    }

    /** Returns the schemas that name the member. */
    public List<Place> naming(String member) {
        return places.stream()
                .filter(place -> place.node().path("properties").has(member))
                .map(place -> place.inside("properties", member))
                .toList();
    }

    /** Returns what holds of the member, whether it is named or not. */
    public Conjunction member(String name) {
        List<Place> schemas = new ArrayList<>(naming(name));
        with("additionalProperties").stream()
                .filter(place -> !place.node().path("properties").has(name))
                .map(place -> place.inside("additionalProperties"))
                .forEach(schemas::add);
        return of(schemas);
    }

    /** Returns what holds of members that are not named. */
    public Conjunction others() {
        return inside("additionalProperties");
    }

    /** Returns what holds of each element of an array. */
    public Conjunction elements() {
        return inside("items");
    }

    private Conjunction inside(String keyword) {
        return of(with(keyword).stream().map(place -> place.inside(keyword)).toList());
    }
}
