package ai.scidex.catalog.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A document of the corpus.
 *
 * @param file the file that it is told in, without ending
 * @param text the case as it is told
 * @param verdict what is to be said of it
 * @param asDoubles the same of a validator that reads numbers as doubles, which differs where digits are lost
 * @param violations what is wrong with it, in order
 */
record CorpusCase(
        String file,
        ObjectNode text,
        JsonNode document,
        Verdict verdict,
        Verdict asDoubles,
        List<Violation> violations) {

    private static final Set<String> MEMBERS =
            Set.of("name", "base", "set", "remove", "document", "verdict", "as doubles", "violations");

    static CorpusCase of(String file, ObjectNode text, Function<String, ObjectNode> bases) {
        Set<String> unknown = new TreeSet<>();
        text.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(MEMBERS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("%s: a case has no %s: %s".formatted(file, unknown, text));
        }
        Verdict verdict = Verdict.of(text.path("verdict").asText());
        List<Violation> violations = new ArrayList<>();
        text.path("violations")
                .forEach(violation -> violations.add(new Violation(
                        violation.path("pointer").asText(),
                        violation.path("keyword").asText(),
                        violation.path("message").asText())));
        return new CorpusCase(
                file,
                text,
                document(text, bases),
                verdict,
                text.has("as doubles") ? Verdict.of(text.path("as doubles").asText()) : verdict,
                violations);
    }

    private static JsonNode document(ObjectNode text, Function<String, ObjectNode> bases) {
        if (text.has("document")) {
            return text.path("document");
        }
        ObjectNode document = bases.apply(text.path("base").asText());
        for (Map.Entry<String, JsonNode> member : text.path("set").properties()) {
            document.set(member.getKey(), member.getValue());
        }
        for (JsonNode name : text.path("remove")) {
            if (document.remove(name.asText()) == null) {
                throw new IllegalArgumentException("there is no %s to remove: %s".formatted(name, text));
            }
        }
        return document;
    }

    String name() {
        return text.path("name").asText();
    }

    @Override
    public String toString() {
        return file + ": " + name();
    }
}
