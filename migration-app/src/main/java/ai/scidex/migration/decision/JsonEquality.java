package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.UnaryOperator;

/** When two values say the same: numbers by value, keys in any order. */
final class JsonEquality {

    private JsonEquality() {}

    /** Returns whether the two are equal, texts to the letter. */
    static boolean isSame(JsonNode one, JsonNode other) {
        return one.equals((a, b) -> leaves(a, b, UnaryOperator.identity()), other);
    }

    /** Returns whether the two are equal, texts without the white space around them. */
    static boolean isSameTrimmed(JsonNode one, JsonNode other) {
        return one.equals((a, b) -> leaves(a, b, TextForms::trim), other);
    }

    /** Jackson asks with a comparator, and wants nothing of it but zero for equal. */
    private static int leaves(JsonNode one, JsonNode other, UnaryOperator<String> text) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        if (one.isTextual() && other.isTextual()) {
            return text.apply(one.textValue()).compareTo(text.apply(other.textValue()));
        }
        return one.equals(other) ? 0 : 1;
    }
}
