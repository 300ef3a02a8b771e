package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.Reading.Exact;
import ai.scidex.migration.decision.Reading.Silent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;

/** Reads {@code internal} and {@code external}; {@code derived} says neither. */
final class OriginType implements Conversion {

    @Override
    public String rule() {
        return "origin-type";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        return switch (TextForms.trim(said.textValue())) {
            case "internal" -> new Exact(BooleanNode.FALSE);
            case "external" -> new Exact(BooleanNode.TRUE);
            case "derived" -> new Silent();
            default -> Reading.unparseable();
        };
    }
}
