package ai.scidex.catalog;

import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a decision rests on. The ledger keeps it as JSON, at most 1,000,000 characters of it.
 *
 * @param metrics the metric table, one row a metric
 * @param benchmarkId the benchmark that the versions were compared with
 * @param seed the seed of what was drawn at random, for example of a bootstrap
 * @param details anything else, a JSON object
 */
public record PromotionEvidence(
        List<ComparedMetric> metrics,
        @Nullable String benchmarkId,
        @Nullable Long seed,
        @Nullable JsonNode details) {

    private static final int LONGEST = 1_000_000;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a metric stands there twice, the details are no object or cannot be kept, or it is
     *     all too long
     */
    public PromotionEvidence {
        metrics = List.copyOf(metrics);
        benchmarkId = GivenText.nameIfAny("benchmark_id", benchmarkId);
        details = details == null ? null : kept(details);
        Set<String> names = new HashSet<>();
        for (ComparedMetric metric : metrics) {
            if (!names.add(metric.name())) {
                throw new InvalidValueException(
                        "evidence", "the metric '%s' stands there twice".formatted(GivenText.shown(metric.name())));
            }
        }
        int length = length(json(metrics, benchmarkId, seed, details));
        if (length > LONGEST) {
            throw new InvalidValueException(
                    "evidence",
                    "the evidence has %d characters, more than the %d that are kept".formatted(length, LONGEST));
        }
    }

    /** Returns evidence that is the metric table and nothing else. */
    public static PromotionEvidence of(List<ComparedMetric> metrics) {
        return new PromotionEvidence(metrics, null, null, null);
    }

    /** Returns the same evidence with its benchmark. */
    public PromotionEvidence withBenchmarkId(String benchmark) {
        return new PromotionEvidence(metrics, benchmark, seed, details);
    }

    /** Returns the same evidence with its seed. */
    public PromotionEvidence withSeed(long drawn) {
        return new PromotionEvidence(metrics, benchmarkId, drawn, details);
    }

    /** Returns the same evidence with anything else there is to say, a JSON object. */
    public PromotionEvidence withDetails(JsonNode anythingElse) {
        return new PromotionEvidence(metrics, benchmarkId, seed, anythingElse);
    }

    /** Returns the evidence as the ledger keeps it. */
    ObjectNode json() {
        return json(metrics, benchmarkId, seed, details);
    }

    /** A ledger that nobody can mend must not be given half a character, which the driver would make a question mark of. */
    private static JsonNode kept(JsonNode details) {
        if (!details.isObject()) {
            throw new InvalidValueException("evidence", "the details of the evidence are a JSON object");
        }
        MetadataValidator.unstorable(details).stream().findFirst().ifPresent(violation -> {
            throw new InvalidValueException("evidence", "the details of the evidence: " + violation);
        });
        return details.deepCopy();
    }

    private static int length(ObjectNode evidence) {
        try {
            return MetadataJson.write(evidence).length();
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("evidence", "the evidence " + e.getMessage());
        }
    }

    private static ObjectNode json(
            List<ComparedMetric> metrics,
            @Nullable String benchmarkId,
            @Nullable Long seed,
            @Nullable JsonNode details) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode();
        if (!metrics.isEmpty()) {
            metrics.forEach(metric -> evidence.withArray("metrics").add(metric.json()));
        }
        if (benchmarkId != null) {
            evidence.put("benchmarkId", benchmarkId);
        }
        if (seed != null) {
            evidence.put("seed", seed);
        }
        if (details != null) {
            evidence.set("details", details);
        }
        return evidence;
    }

    /**
     * One metric of two versions, in the metric's own unit.
     *
     * @param name the metric, for example {@code auroc}
     * @param candidate what the candidate reached
     * @param compared what the version that it was compared with reached
     * @param difference the interval of the difference, candidate less compared
     */
    public record ComparedMetric(
            String name,
            BigDecimal candidate,
            @Nullable BigDecimal compared,
            @Nullable Interval difference) {

        public ComparedMetric {
            name = GivenText.name("metric", name);
        }

        /** Returns a metric of the candidate alone. */
        public static ComparedMetric of(String name, BigDecimal candidate) {
            return new ComparedMetric(name, candidate, null, null);
        }

        private ObjectNode json() {
            ObjectNode metric = JsonNodeFactory.instance.objectNode();
            metric.put("name", name);
            metric.put("candidate", candidate);
            if (compared != null) {
                metric.put("compared", compared);
            }
            if (difference != null) {
                metric.putObject("difference")
                        .put("low", difference.low())
                        .put("high", difference.high())
                        .put("confidence", difference.confidence());
            }
            return metric;
        }
    }

    /**
     * A confidence interval.
     *
     * @param low its lower end
     * @param high its upper end, not below the lower one
     * @param confidence how sure it is, above 0 and below 1, for example 0.95
     */
    public record Interval(BigDecimal low, BigDecimal high, BigDecimal confidence) {

        public Interval {
            if (low.compareTo(high) > 0) {
                throw new InvalidValueException(
                        "evidence", "the interval from %s to %s ends before it begins".formatted(low, high));
            }
            if (confidence.signum() <= 0 || confidence.compareTo(BigDecimal.ONE) >= 0) {
                throw new InvalidValueException(
                        "evidence", "the confidence %s is not between 0 and 1".formatted(confidence));
            }
        }
    }
}
