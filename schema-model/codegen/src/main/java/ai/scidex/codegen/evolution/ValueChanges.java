package ai.scidex.codegen.evolution;

import ai.scidex.codegen.schema.JsonKind;
import ai.scidex.codegen.schema.SameValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a schema no longer takes, by {@code type}, {@code enum} and {@code const}. */
final class ValueChanges {

    static final Set<String> KEYWORDS = Set.of("type", "enum", "const");

    private ValueChanges() {}

    static List<Change> in(Difference difference) {
        List<Change> changes = new ArrayList<>();
        ofTypes(difference).ifPresent(changes::add);
        changes.addAll(ofValues(difference));
        return changes;
    }

    private static Optional<Change> ofTypes(Difference difference) {
        Set<JsonKind> types = difference.current().types();
        Set<JsonKind> lost = EnumSet.copyOf(difference.former().kinds());
        boolean wasOpen = lost.size() == JsonKind.values().length;
        lost.removeAll(types);
        if (lost.isEmpty()) {
            return Optional.empty();
        }
        String sentence = wasOpen && !types.isEmpty()
                ? "takes only %s now".formatted(JsonKind.words(types))
                : "no longer takes %s".formatted(JsonKind.words(lost));
        return Optional.of(difference.breaking("type", sentence));
    }

    private static List<Change> ofValues(Difference difference) {
        Optional<List<JsonNode>> allowed = difference.current().values();
        if (allowed.isEmpty()) {
            return List.of();
        }
        String keyword = difference.current().with("const").isEmpty() ? "enum" : "const";
        Optional<List<JsonNode>> before = difference.former().values();
        if (before.isEmpty()) {
            return List.of(difference.breaking(keyword, "takes only %s now".formatted(list(allowed.get()))));
        }
        List<JsonNode> lost = before.get().stream()
                .filter(value -> difference.former().types().contains(JsonKind.of(value)))
                .filter(value -> !SameValue.isAmong(allowed.get(), value))
                .toList();
        if (keyword.equals("const") && !lost.isEmpty()) {
            return List.of(difference.breaking(
                    keyword, "takes only %s now, no longer %s".formatted(list(allowed.get()), list(lost))));
        }
        return lost.stream()
                .map(value -> difference.breaking(keyword, "no longer takes " + value))
                .toList();
    }

    private static String list(List<JsonNode> values) {
        return values.stream().map(JsonNode::toString).collect(Collectors.joining(", "));
    }
}
