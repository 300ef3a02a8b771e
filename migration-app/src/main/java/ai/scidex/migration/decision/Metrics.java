package ai.scidex.migration.decision;

import ai.scidex.migration.decision.Reading.Exact;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** Reads an object whose entries are numbers, or objects with a number as their {@code value}. */
final class Metrics implements Conversion {

    private static final String VALUE = "value";

    @Override
    public String rule() {
        return "metrics";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        if (!said.isObject() || said.isEmpty()) {
            return Reading.unparseable();
        }
        ObjectNode metrics = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : said.properties()) {
            Optional<JsonNode> metric = metric(entry.getValue());
            if (metric.isEmpty()) {
                return Reading.unparseable();
            }
            metrics.set(entry.getKey(), metric.get());
        }
        return new Exact(metrics);
    }

    private static Optional<JsonNode> metric(JsonNode entry) {
        if (entry instanceof ObjectNode object) {
            return JsonNumber.of(object.path(VALUE)).map(number -> {
                ObjectNode metric = JsonNodeFactory.instance.objectNode();
                metric.setAll(object);
                return metric.set(VALUE, number);
            });
        }
        return JsonNumber.of(entry);
    }
}
