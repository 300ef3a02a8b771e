package ai.scidex.codegen.evolution;

import ai.scidex.codegen.evolution.Change.Kind;
import ai.scidex.codegen.schema.Conjunction;
import ai.scidex.codegen.schema.JsonKind;
import ai.scidex.codegen.schema.Place;
import ai.scidex.codegen.schema.SchemaFile;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares a schema with the one before it, as documents see the two: references are followed, words and order do not
 * count.
 *
 * <p>If it names no change, every document that met the former schema meets the current one. Where that cannot be told,
 * as with a pattern, the change counts as breaking.
 */
public final class SchemaComparison {

    private static final Set<String> STRUCTURE =
            Set.of("oneOf", "properties", "required", "additionalProperties", "items");

    private final Set<Change> changes = new LinkedHashSet<>();
    private final Set<Set<String>> underWay = new HashSet<>();

    private SchemaComparison() {}

    /** Returns what somebody must know of, each change once, in the order of the current schema. */
    public static List<Change> between(SchemaFile former, SchemaFile current) {
        SchemaComparison comparison = new SchemaComparison();
        JsonNode dialect = current.root().path("$schema");
        if (!dialect.equals(former.root().path("$schema"))) {
            comparison.changes.add(new Change(
                    Kind.BREAKING, "/$schema", "the dialect is another now: " + dialect.asText("none is named")));
        }
        comparison.compare(new Difference("", Conjunction.of(Place.root(former)), Conjunction.of(Place.root(current))));
        return List.copyOf(comparison.changes);
    }

    private void compare(Difference difference) {
        Conjunction former = difference.former();
        if (former.isNothing() || former.kinds().isEmpty()) {
            return;
        }
        if (difference.current().isNothing()) {
            changes.add(new Change(Kind.BREAKING, difference.here(), "nothing may stand here any more"));
            return;
        }
        Set<String> pair = new HashSet<>();
        former.visited().forEach(pointer -> pair.add("former " + pointer));
        difference.current().visited().forEach(pointer -> pair.add("current " + pointer));
        if (!underWay.add(pair)) {
            // A schema that leads back to itself: it is being compared already.
            return;
        }
        changes.addAll(ValueChanges.in(difference));
        changes.addAll(LimitChanges.in(difference));
        compareVariants(difference);
        if (former.kinds().contains(JsonKind.OBJECT)) {
            compareMembers(difference);
        }
        if (former.kinds().contains(JsonKind.ARRAY)) {
            compareElements(difference);
        }
        compareTheRest(difference);
        underWay.remove(pair);
    }

    private void compareVariants(Difference difference) {
        List<Place> before = difference.former().with("oneOf");
        List<Place> after = difference.current().with("oneOf");
        if (after.isEmpty()) {
            return;
        }
        if (before.size() != 1 || after.size() != 1) {
            if (!inlined(before, "oneOf").equals(inlined(after, "oneOf"))) {
                changes.add(difference.breaking("oneOf", "this oneOf cannot be compared, so it counts as narrower"));
            }
            return;
        }
        compareVariants(difference, Variants.of(before.get(0)), Variants.of(after.get(0)));
        boolean isOther = !inlined(before, "oneOf").equals(inlined(after, "oneOf"));
        if (isOther && !Variants.of(after.get(0)).areToldApart()) {
            changes.add(difference.breaking(
                    "oneOf", "no required constant tells the variants apart, so a document may fit two of them now"));
        }
    }

    private void compareVariants(Difference difference, Variants before, Variants after) {
        before.branches().forEach((name, branch) -> {
            Place current = after.branches().get(name);
            if (current == null) {
                changes.add(difference.breaking("oneOf", "the variant %s is gone, removed or renamed".formatted(name)));
            } else {
                compare(new Difference(current.pointer(), Conjunction.of(branch), Conjunction.of(current)));
            }
        });
        Set<String> added = new LinkedHashSet<>(after.branches().keySet());
        added.removeAll(before.branches().keySet());
        added.forEach(name -> changes.add(difference.breaking(
                "oneOf", "the variant %s is new; whoever tells the variants apart does not know it".formatted(name))));
    }

    private void compareMembers(Difference difference) {
        Conjunction former = difference.former();
        Conjunction current = difference.current();
        Set<String> required = new TreeSet<>(current.required());
        required.removeAll(former.required());
        for (String name : required) {
            String what = former.names().contains(name) ? "is required now" : "is new and required";
            changes.add(
                    difference.breaking("required", "%s %s: a document without it is refused".formatted(name, what)));
        }
        for (String name : current.names()) {
            compareMember(difference, name, required.contains(name));
        }
        Set<String> dropped = new LinkedHashSet<>(former.names());
        dropped.removeAll(current.names());
        for (String name : dropped) {
            changes.add(difference.note(
                    "properties", "%s is no longer named: what stands there goes unchecked".formatted(name)));
            compare(new Difference(difference.pointer("properties"), former.member(name), current.member(name)));
        }
        if (current.others().isNothing() && !former.others().isNothing()) {
            changes.add(difference.breaking(
                    "additionalProperties", "members that the schema does not name are refused now"));
        } else {
            compare(new Difference(difference.pointer("additionalProperties"), former.others(), current.others()));
        }
    }

    private void compareMember(Difference difference, String name, boolean becameRequired) {
        Conjunction before = difference.former().member(name);
        Conjunction after = difference.current().member(name);
        String here = difference.current().naming(name).get(0).pointer();
        boolean isNew = !difference.former().names().contains(name);
        if (isNew && before.isAnything() && !after.isNothing()) {
            if (!becameRequired && !after.isAnything()) {
                changes.add(new Change(
                        Kind.NOTE,
                        here,
                        "%s is new: a document that uses the name for something else is refused now;".formatted(name)
                                + " look at what documents have there"));
            }
            return;
        }
        compare(new Difference(here, before, after));
    }

    private void compareElements(Difference difference) {
        if (isOneSchemaForAll(difference.former()) && isOneSchemaForAll(difference.current())) {
            compare(new Difference(
                    difference.pointer("items"),
                    difference.former().elements(),
                    difference.current().elements()));
        } else {
            compareAsItStands(difference, "items");
        }
    }

    private static boolean isOneSchemaForAll(Conjunction schema) {
        return schema.all("items").stream().noneMatch(JsonNode::isArray);
    }

    /** Keywords that are not known here, and which the generator refuses anyway. */
    private void compareTheRest(Difference difference) {
        Set<String> keywords = new TreeSet<>(difference.former().keywords());
        keywords.addAll(difference.current().keywords());
        keywords.removeAll(ValueChanges.KEYWORDS);
        keywords.removeAll(LimitChanges.KEYWORDS);
        keywords.removeAll(STRUCTURE);
        keywords.forEach(keyword -> compareAsItStands(difference, keyword));
    }

    private void compareAsItStands(Difference difference, String keyword) {
        Set<JsonNode> before = inlined(difference.former().with(keyword), keyword);
        Set<JsonNode> after = inlined(difference.current().with(keyword), keyword);
        if (!before.equals(after)) {
            changes.add(difference.breaking(
                    keyword, "%s changed; it cannot be compared, so it counts as narrower".formatted(keyword)));
        }
    }

    private static Set<JsonNode> inlined(List<Place> places, String keyword) {
        Set<JsonNode> inlined = new HashSet<>();
        places.forEach(place -> inlined.add(place.inside(keyword).inlined()));
        return inlined;
    }
}
