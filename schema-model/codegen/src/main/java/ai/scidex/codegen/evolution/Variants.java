package ai.scidex.codegen.evolution;

import ai.scidex.codegen.schema.Conjunction;
import ai.scidex.codegen.schema.JsonKind;
import ai.scidex.codegen.schema.Place;
import ai.scidex.codegen.schema.SameValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The branches of a {@code oneOf}, by name: that of the definition, or else its title, or else its number.
 *
 * @param branches where each stands
 */
record Variants(Map<String, Place> branches) {

    static Variants of(Place schema) {
        Map<String, Place> branches = new LinkedHashMap<>();
        JsonNode oneOf = schema.node().path("oneOf");
        for (int i = 0; i < oneOf.size(); i++) {
            branches.put(name(oneOf.path(i), i), schema.inside("oneOf", Integer.toString(i)));
        }
        return new Variants(branches);
    }

    private static String name(JsonNode branch, int index) {
        String reference = branch.path("$ref").asText();
        return reference.isEmpty()
                ? branch.path("title").asText(Integer.toString(index))
                : reference.substring(reference.lastIndexOf('/') + 1);
    }

    /** Returns whether a document can never fit two variants: a required member is constant, and other in each. */
    boolean areToldApart() {
        List<Conjunction> all =
                branches.values().stream().map(branch -> Conjunction.of(branch)).toList();
        return !all.isEmpty()
                && all.stream().allMatch(variant -> variant.types().equals(Set.of(JsonKind.OBJECT)))
                && all.get(0).required().stream().anyMatch(member -> tellsApart(member, all));
    }

    private static boolean tellsApart(String member, List<Conjunction> variants) {
        List<JsonNode> seen = new ArrayList<>();
        for (Conjunction variant : variants) {
            List<JsonNode> values = variant.member(member).values().orElse(List.of());
            boolean isNew = values.stream().noneMatch(value -> SameValue.isAmong(seen, value));
            if (values.isEmpty() || !isNew || !variant.required().contains(member)) {
                return false;
            }
            seen.addAll(values);
        }
        return true;
    }
}
