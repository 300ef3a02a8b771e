package ai.scidex.catalog.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One branch of the schema.
 *
 * @param descriptions what the schema says of each property, in its order
 * @param required the names of the members that every document has
 */
record Variant(boolean isExternal, JsonSchema schema, Map<String, String> descriptions, Set<String> required) {

    private static final String REQUIRED = "required";

    /** Returns what the schema says against {@code document}. */
    Findings judge(JsonNode document) {
        Set<String> missing = new LinkedHashSet<>();
        Findings others = new Findings();
        new Pieces(document, descriptions.keySet()).allWanted(piece -> {
            for (ValidationMessage message : schema.validate(piece.document())) {
                List<String> path = path(message.getInstanceLocation(), piece);
                if (path.isEmpty() && message.getType().equals(REQUIRED)) {
                    missing.add(message.getProperty());
                } else {
                    others.add(violation(message, path, valueAt(message.getInstanceLocation(), piece.document())));
                }
            }
            return !others.isOverflowing();
        });
        Findings findings = new Findings();
        addMissing(missing, document, findings);
        findings.addAll(others);
        return findings;
    }

    /** Returns the order in which violations of this variant are reported. */
    ViolationOrder order() {
        return new ViolationOrder(List.copyOf(descriptions.keySet()));
    }

    /** Returns, for each of {@code missing}, the members of {@code document} that look like it and are no property. */
    Map<String, List<String>> lookalikes(List<String> missing, JsonNode document) {
        return Misspellings.of(
                missing,
                () -> document.propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(name -> !descriptions.containsKey(name))
                        .iterator());
    }

    private void addMissing(Set<String> names, JsonNode document, Findings findings) {
        if (names.isEmpty()) {
            return;
        }
        Map<String, List<String>> lookalikes = lookalikes(List.copyOf(names), document);
        for (String name : names) {
            String sentence = ViolationSentence.required(
                    name, descriptions.getOrDefault(name, name), lookalikes.getOrDefault(name, List.of()));
            findings.add(Violation.at(List.of(name), REQUIRED, sentence));
        }
    }

    private Violation violation(ValidationMessage message, List<String> path, JsonNode value) {
        if (message.getType().equals(REQUIRED)) {
            return missingInside(path, message.getProperty(), value);
        }
        // The schema false is told by the library under that name.
        String keyword = message.getType().equals("false") ? "not" : message.getType();
        return Violation.at(
                path, keyword, ViolationSentence.of(keyword, message.getSchemaNode(), value, new Place(this, path)));
    }

    private static Violation missingInside(List<String> path, String name, JsonNode object) {
        List<String> lookalikes =
                Misspellings.of(List.of(name), object::fieldNames).getOrDefault(name, List.of());
        List<String> place = new ArrayList<>(path);
        place.add(name);
        return Violation.at(place, REQUIRED, ViolationSentence.required(name, "A number.", lookalikes));
    }

    /** The library's message has another form of a number. */
    private static JsonNode valueAt(JsonNodePath location, JsonNode document) {
        JsonNode value = document;
        for (int i = 0; i < location.getNameCount(); i++) {
            Object element = location.getElement(i);
            value = element instanceof Integer index ? value.path(index) : value.path(element.toString());
        }
        return value;
    }

    /** The library's own pointers spell out white space in names, so that they lead nowhere. */
    private static List<String> path(JsonNodePath location, Pieces.Piece piece) {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < location.getNameCount(); i++) {
            Object element = location.getElement(i);
            path.add(
                    i == 1 && element instanceof Integer index
                            ? Integer.toString(piece.indexInDocument(path.get(0), index))
                            : element.toString());
        }
        return path;
    }

    /**
     * Where in a document something is wrong.
     *
     * @param path the names and indexes that lead there, at least one
     */
    record Place(Variant variant, List<String> path) {

        /** Returns the name of the top-level member that it is, or is in. */
        String property() {
            return path.get(0);
        }

        /** Returns what the schema says of that member. */
        String description() {
            return variant.descriptions().getOrDefault(property(), property());
        }

        /** Returns whether it is a member that may as well be absent. */
        boolean isOptional() {
            return path.size() == 1 && !variant.required().contains(property());
        }
    }
}
