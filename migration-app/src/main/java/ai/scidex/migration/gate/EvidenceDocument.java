package ai.scidex.migration.gate;

import ai.scidex.catalog.InvalidValueException;
import ai.scidex.catalog.PromotionEvidence;
import ai.scidex.catalog.PromotionEvidence.ComparedMetric;
import ai.scidex.catalog.PromotionEvidence.Interval;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the evidence of a decision from a JSON document of the form in which the ledger keeps it. */
public final class EvidenceDocument {

    private static final Set<String> EVIDENCE = Set.of("metrics", "benchmarkId", "seed", "details");
    private static final Set<String> METRIC = Set.of("name", "candidate", "compared", "difference");
    private static final Set<String> INTERVAL = Set.of("low", "high", "confidence");

    private EvidenceDocument() {}

    /**
     * Returns the evidence.
     *
     * @throws IllegalArgumentException if the document is not of that form; the message names the place by a JSON Pointer
     * @throws InvalidValueException if a value in it cannot be taken
     */
    public static PromotionEvidence read(JsonNode document) {
        Place evidence = Place.object("", document, EVIDENCE);
        List<ComparedMetric> metrics = new ArrayList<>();
        JsonNode table = evidence.member("metrics");
        if (table != null) {
            if (!table.isArray()) {
                throw new IllegalArgumentException("/metrics: must be an array with an object for each metric");
            }
            for (JsonNode row : table) {
                metrics.add(metric("/metrics/" + metrics.size(), row));
            }
        }
        JsonNode seed = evidence.member("seed");
        if (seed != null && !(seed.isIntegralNumber() && seed.canConvertToLong())) {
            throw new IllegalArgumentException("/seed: must be a whole number that fits in 64 bits");
        }
        JsonNode benchmark = evidence.member("benchmarkId");
        if (benchmark != null && !benchmark.isTextual()) {
            throw new IllegalArgumentException("/benchmarkId: must be a text");
        }
        return new PromotionEvidence(
                metrics,
                benchmark == null ? null : benchmark.textValue(),
                seed == null ? null : seed.longValue(),
                evidence.member("details"));
    }

    private static ComparedMetric metric(String pointer, JsonNode row) {
        Place metric = Place.object(pointer, row, METRIC);
        JsonNode name = metric.member("name");
        if (name == null || !name.isTextual()) {
            throw new IllegalArgumentException(pointer + "/name: must be a text, the name of the metric");
        }
        JsonNode difference = metric.member("difference");
        return new ComparedMetric(
                name.textValue(),
                metric.number("candidate"),
                metric.member("compared") == null ? null : metric.number("compared"),
                difference == null ? null : interval(pointer + "/difference", difference));
    }

    private static Interval interval(String pointer, JsonNode difference) {
        Place interval = Place.object(pointer, difference, INTERVAL);
        return new Interval(interval.number("low"), interval.number("high"), interval.number("confidence"));
    }

    /** An object of the document, and where it stands. A null is no value. */
    private record Place(String pointer, JsonNode object) {

        static Place object(String pointer, JsonNode node, Set<String> members) {
            String named = new TreeSet<>(members).toString().replaceAll("[\\[\\]]", "");
            if (!node.isObject()) {
                throw new IllegalArgumentException("%s must be an object with %s"
                        .formatted(pointer.isEmpty() ? "the document" : pointer + ":", named));
            }
            node.fieldNames().forEachRemaining(name -> {
                if (!members.contains(name)) {
                    throw new IllegalArgumentException(
                            "%s/%s: is not known; there may be %s".formatted(pointer, name, named));
                }
            });
            return new Place(pointer, node);
        }

        @Nullable JsonNode member(String name) {
            JsonNode member = object.get(name);
            return member == null || member.isNull() ? null : member;
        }

        BigDecimal number(String name) {
            JsonNode number = member(name);
            if (number == null || !number.isNumber()) {
                throw new IllegalArgumentException("%s/%s: must be a number".formatted(pointer, name));
            }
            return number.decimalValue();
        }
    }
}
