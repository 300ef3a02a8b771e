package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.Reading.Exact;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.math.BigDecimal;

/** Reads true and false, 1 and 0, "true" and "false". */
final class Flag implements Conversion {

    @Override
    public String rule() {
        return "flag";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        if (said.isBoolean()) {
            return new Exact(said);
        }
        if (isNumber(said, BigDecimal.ONE) || isText(said, "true")) {
            return new Exact(BooleanNode.TRUE);
        }
        if (isNumber(said, BigDecimal.ZERO) || isText(said, "false")) {
            return new Exact(BooleanNode.FALSE);
        }
        return Reading.unparseable();
    }

    private static boolean isNumber(JsonNode said, BigDecimal number) {
        return said.isNumber() && said.decimalValue().compareTo(number) == 0;
    }

    private static boolean isText(JsonNode said, String text) {
        return said.isTextual() && TextForms.trim(said.textValue()).equals(text);
    }
}
