package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.Reading.Exact;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Reads whole numbers from 0 to 9007199254740991, also as text, its digits in groups of three or not. */
final class WholeNumber implements Conversion {

    private static final long MAX = 9_007_199_254_740_991L;

    private static final Pattern DIGITS = Pattern.compile("0*([0-9]{1,16})");

    /** One separator throughout; no leading zero, because {@code 0,123} is a fraction to half of the world. */
    private static final Pattern GROUPS = Pattern.compile("[1-9][0-9]{0,2}([,_ ])[0-9]{3}(?:\\1[0-9]{3})*");

    private static final Pattern SEPARATOR = Pattern.compile("[,_ ]");

    @Override
    public String rule() {
        return "whole-number";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        if (said.isNumber()) {
            return isWhole(said.decimalValue()) ? whole(said.decimalValue().longValue()) : Reading.unparseable();
        }
        return said.isTextual() ? spelled(TextForms.trim(said.textValue())) : Reading.unparseable();
    }

    /** Returns the number as a tree that is read from JSON has it. */
    static JsonNode node(long number) {
        return number <= Integer.MAX_VALUE
                ? JsonNodeFactory.instance.numberNode((int) number)
                : JsonNodeFactory.instance.numberNode(number);
    }

    private static Reading spelled(String text) {
        String digits = GROUPS.matcher(text).matches() ? SEPARATOR.matcher(text).replaceAll("") : text;
        var matcher = DIGITS.matcher(digits);
        return matcher.matches() ? whole(Long.parseLong(matcher.group(1))) : Reading.unparseable();
    }

    private static Reading whole(long number) {
        return number <= MAX ? new Exact(node(number)) : Reading.unparseable();
    }

    private static boolean isWhole(BigDecimal number) {
        return number.signum() >= 0
                && number.compareTo(BigDecimal.valueOf(MAX)) <= 0
                && number.setScale(0, RoundingMode.DOWN).compareTo(number) == 0;
    }
}
