package ai.scidex.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A metric of a version beside that of its parent. Every digit counts: nothing is rounded.
 *
 * @param metric the name of the metric
 * @param parentValue what it is of the parent; absent if the parent does not have it
 * @param ownValue what it is of the version; absent if the version does not have it
 * @param difference own less parent's; absent if only one of them has the metric
 */
public record MetricDifference(
        String metric,
        @Nullable BigDecimal parentValue,
        @Nullable BigDecimal ownValue,
        @Nullable BigDecimal difference) {

    static List<MetricDifference> between(@Nullable JsonNode parent, @Nullable JsonNode own) {
        Map<String, BigDecimal> parents = values(parent);
        Map<String, BigDecimal> owns = values(own);
        TreeSet<String> names = new TreeSet<>(parents.keySet());
        names.addAll(owns.keySet());
        List<MetricDifference> differences = new ArrayList<>();
        for (String name : names) {
            BigDecimal parentValue = parents.get(name);
            BigDecimal ownValue = owns.get(name);
            BigDecimal difference = parentValue == null || ownValue == null ? null : ownValue.subtract(parentValue);
            differences.add(new MetricDifference(name, parentValue, ownValue, difference));
        }
        return differences;
    }

    /** An entry is a number, or an object with a numeric value; any other has no value, as in {@code metric_value}. */
    private static Map<String, BigDecimal> values(@Nullable JsonNode metrics) {
        Map<String, BigDecimal> values = new TreeMap<>();
        if (metrics != null) {
            for (Map.Entry<String, JsonNode> entry : metrics.properties()) {
                JsonNode value = entry.getValue().isObject() ? entry.getValue().path("value") : entry.getValue();
                if (value.isNumber()) {
                    values.put(entry.getKey(), value.decimalValue());
                }
            }
        }
        return values;
    }
}
