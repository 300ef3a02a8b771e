package ai.scidex.codegen.reference;

import ai.scidex.codegen.schema.Place;
import ai.scidex.codegen.schema.SchemaFile;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The kinds of text that a schema defines: strings with a pattern and a name. Members refer to them, or repeat their
 * pattern where they take more than a text.
 *
 * @param places where each is defined, by name
 */
record TextKinds(Map<String, Place> places) {

    static TextKinds of(SchemaFile schema) {
        Map<String, Place> places = new LinkedHashMap<>();
        Place definitions = Place.root(schema).inside("definitions");
        for (Map.Entry<String, JsonNode> definition : definitions.node().properties()) {
            JsonNode node = definition.getValue();
            if (node.path("type").asText().equals("string") && node.has("pattern")) {
                places.put(definition.getKey(), definitions.inside(definition.getKey()));
            }
        }
        return new TextKinds(places);
    }

    /** Returns the name of the kind that is defined there, if one is. */
    Optional<String> name(Place place) {
        return places.entrySet().stream()
                .filter(kind -> kind.getValue().equals(place))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * Returns the pattern in words.
     *
     * @param comment what the schema itself says about it; may be empty
     */
    String words(String pattern, String comment) {
        Optional<String> same = places.keySet().stream()
                .filter(name -> patternOf(name).equals(pattern))
                .findFirst();
        if (same.isPresent()) {
            return Markdown.link(same.get(), same.get());
        }
        Optional<RefusedTexts> refused = RefusedTexts.of(pattern);
        if (refused.isPresent()) {
            return words(refused.get());
        }
        return comment.isEmpty() ? "of the form that is described" : Markdown.prose(comment);
    }

    /** Returns what is refused, told apart from the kind that refuses most of it. */
    private String words(RefusedTexts refused) {
        String nearest = "";
        Set<String> more = refused.words();
        for (String name : places.keySet()) {
            Optional<RefusedTexts> kind = RefusedTexts.of(patternOf(name));
            if (kind.isPresent() && kind.get().beyond(refused).isEmpty()) {
                Set<String> beyond = refused.beyond(kind.get());
                if (beyond.size() < more.size()) {
                    nearest = name;
                    more = beyond;
                }
            }
        }
        return nearest.isEmpty()
                ? "not blank, and " + none(more)
                : "%s, and %s".formatted(Markdown.link(nearest, nearest), none(more));
    }

    /** Returns the whole of what the kind refuses, as a sentence; empty where its pattern tells no words. */
    Optional<String> refusedBy(String name) {
        return RefusedTexts.of(patternOf(name))
                .map(refused -> "Refused, in any case and with any white space around: blank text, and %s."
                        .formatted(codes(refused.words())));
    }

    private static String none(Set<String> words) {
        return "none of %s, in any case and with any white space around".formatted(codes(words));
    }

    private static String codes(Set<String> words) {
        return words.stream().map(Markdown::code).collect(Collectors.joining(", "));
    }

    private String patternOf(String name) {
        Place place = places.get(name);
        return place == null ? "" : place.node().path("pattern").asText();
    }
}
