package ai.scidex.codegen.evolution;

import ai.scidex.codegen.schema.Conjunction;
import ai.scidex.codegen.schema.JsonKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Limits that a schema has drawn tighter: bounds, lengths, patterns, formats. */
final class LimitChanges {

    private static final Set<JsonKind> NUMBER = Set.of(JsonKind.INTEGER, JsonKind.FRACTION);
    private static final Set<JsonKind> STRING = Set.of(JsonKind.STRING);
    private static final Set<JsonKind> ARRAY = Set.of(JsonKind.ARRAY);
    private static final Set<JsonKind> OBJECT = Set.of(JsonKind.OBJECT);

    private static final List<Range> RANGES = List.of(
            new Range(NUMBER, "minimum", "exclusiveMinimum", true),
            new Range(NUMBER, "maximum", "exclusiveMaximum", false),
            new Range(STRING, "minLength", null, true),
            new Range(STRING, "maxLength", null, false),
            new Range(ARRAY, "minItems", null, true),
            new Range(ARRAY, "maxItems", null, false),
            new Range(OBJECT, "minProperties", null, true),
            new Range(OBJECT, "maxProperties", null, false));

    static final Set<String> KEYWORDS = Stream.concat(
                    RANGES.stream().flatMap(Range::keywords),
                    Stream.of("multipleOf", "uniqueItems", "pattern", "format"))
            .collect(Collectors.toUnmodifiableSet());

    private LimitChanges() {}

    static List<Change> in(Difference difference) {
        Set<JsonKind> kinds = difference.former().kinds();
        List<Change> changes = new ArrayList<>();
        for (Range range : RANGES) {
            if (range.kinds().stream().anyMatch(kinds::contains)) {
                range.change(difference).ifPresent(changes::add);
            }
        }
        if (NUMBER.stream().anyMatch(kinds::contains)) {
            changes.addAll(ofSteps(difference));
        }
        if (kinds.contains(JsonKind.ARRAY)) {
            ofUniqueness(difference).ifPresent(changes::add);
        }
        if (kinds.contains(JsonKind.STRING)) {
            ofPatterns(difference).ifPresent(changes::add);
        }
        changes.addAll(ofFormats(difference));
        return changes;
    }

    private static List<Change> ofSteps(Difference difference) {
        List<JsonNode> before = difference.former().all("multipleOf");
        return difference.current().all("multipleOf").stream()
                .filter(step -> before.stream().noneMatch(former -> isMultiple(former, step)))
                .map(step -> difference.breaking("multipleOf", now("multipleOf", step.asText(), texts(before))))
                .toList();
    }

    private static boolean isMultiple(JsonNode number, JsonNode step) {
        return number.decimalValue().remainder(step.decimalValue()).signum() == 0;
    }

    private static Optional<Change> ofUniqueness(Difference difference) {
        boolean was = difference.former().all("uniqueItems").stream().anyMatch(JsonNode::booleanValue);
        boolean is = difference.current().all("uniqueItems").stream().anyMatch(JsonNode::booleanValue);
        return is && !was
                ? Optional.of(difference.breaking("uniqueItems", "refuses an array that says something twice now"))
                : Optional.empty();
    }

    private static Optional<Change> ofPatterns(Difference difference) {
        List<JsonNode> before = difference.former().all("pattern");
        if (before.containsAll(difference.current().all("pattern"))) {
            return Optional.empty();
        }
        String what = before.isEmpty() ? "a pattern was added" : "the pattern is another";
        return Optional.of(difference.breaking(
                "pattern", what + "; whether it refuses more cannot be computed, so it counts as narrower"));
    }

    private static List<Change> ofFormats(Difference difference) {
        List<JsonNode> before = difference.former().all("format");
        return difference.current().all("format").stream()
                .filter(format -> !before.contains(format))
                .map(format -> difference.breaking("format", now("format", format.asText(), texts(before))))
                .toList();
    }

    private static List<String> texts(List<JsonNode> values) {
        return values.stream().map(JsonNode::asText).toList();
    }

    private static String now(String keyword, String value, List<String> before) {
        String was = before.isEmpty() ? "there was none" : "it was " + String.join(", ", before);
        return "%s is %s now; %s".formatted(keyword, value, was);
    }

    /**
     * A pair of keywords that draw the same line, from below or from above.
     *
     * @param kinds what they apply to
     * @param exclusive the one that leaves the line itself out, if there is one
     */
    private record Range(
            Set<JsonKind> kinds, String inclusive, @Nullable String exclusive, boolean isLeast) {

        Stream<String> keywords() {
            return Stream.of(inclusive, exclusive).filter(keyword -> keyword != null);
        }

        Optional<Change> change(Difference difference) {
            Optional<Bound> after = tightest(difference.current());
            Optional<Bound> before = tightest(difference.former());
            if (after.isEmpty()
                    || before.filter(bound -> !isTighter(after.get(), bound)).isPresent()) {
                return Optional.empty();
            }
            Bound bound = after.get();
            List<String> was = before.map(Bound::toString).stream().toList();
            return Optional.of(difference.breaking(
                    bound.keyword(), now(bound.keyword(), bound.value().toPlainString(), was)));
        }

        private Optional<Bound> tightest(Conjunction schema) {
            BinaryOperator<Bound> tighter = (one, other) -> isTighter(one, other) ? one : other;
            return keywords()
                    .flatMap(keyword -> schema.all(keyword).stream().map(value -> bound(keyword, value)))
                    .reduce(tighter);
        }

        private Bound bound(String keyword, JsonNode value) {
            return new Bound(keyword, value.decimalValue(), !keyword.equals(inclusive));
        }

        private boolean isTighter(Bound one, Bound other) {
            Comparator<Bound> byValue = Comparator.comparing(Bound::value);
            Comparator<Bound> byTightness = (isLeast ? byValue : byValue.reversed()).thenComparing(Bound::isExclusive);
            return byTightness.compare(one, other) > 0;
        }
    }

    /** The line that a keyword draws. */
    private record Bound(String keyword, BigDecimal value, boolean isExclusive) {

        @Override
        public String toString() {
            return (isExclusive ? "exclusively " : "") + value.toPlainString();
        }
    }
}
