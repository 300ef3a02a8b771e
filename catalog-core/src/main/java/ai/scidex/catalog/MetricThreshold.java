package ai.scidex.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a metric must have been measured at, both bounds included. A model that does not have the metric does not meet it.
 *
 * @param metric the name of the metric in {@code evaluation_metrics}, 1 to {@value #LONGEST_NAME} characters
 * @param atLeast the least value, in the metric's own unit; absent if there is none
 * @param atMost the greatest value; absent if there is none
 */
public record MetricThreshold(
        String metric,
        @Nullable BigDecimal atLeast,
        @Nullable BigDecimal atMost) {

    /** How many characters of a name the index of the names holds. */
    private static final int LONGEST_NAME = 100;

    public MetricThreshold {
        GivenText.storable("metric", metric, LONGEST_NAME);
        if (metric.isEmpty()) {
            throw new InvalidValueException("metric", "a threshold needs the name of a metric");
        }
        if (atLeast == null && atMost == null) {
            throw new InvalidValueException(
                    "metric", "the threshold of '%s' needs a bound".formatted(GivenText.shown(metric)));
        }
        if (atLeast != null && atMost != null && atLeast.compareTo(atMost) > 0) {
            throw new InvalidValueException(
                    "metric",
                    "'%s' cannot be at least %s and at most %s".formatted(GivenText.shown(metric), atLeast, atMost));
        }
    }

    /** Returns the threshold that a value of {@code least} or more meets. */
    public static MetricThreshold atLeast(String metric, BigDecimal least) {
        return new MetricThreshold(metric, least, null);
    }

    /** Returns the threshold that a value of {@code greatest} or less meets. */
    public static MetricThreshold atMost(String metric, BigDecimal greatest) {
        return new MetricThreshold(metric, null, greatest);
    }
}
