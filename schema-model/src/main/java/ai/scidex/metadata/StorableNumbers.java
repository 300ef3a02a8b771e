package ai.scidex.metadata;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The numbers that PostgreSQL's {@code numeric}, and so {@code jsonb}, can hold.
 *
 * <p>Others are refused: {@code 1e999999999} is short to read, but written out it is a gigabyte.
 */
final class StorableNumbers {

    private static final int LONGEST_EXPONENT = 9;

    /** A number writes itself without an exponent down to 0.000001, of which precision minus scale is this. */
    private static final int LEAST_PLAIN_DIGITS = -5;

    private StorableNumbers() {}

    /** Refuses a document in which any number cannot be stored. */
    static void check(JsonNode node) throws StreamConstraintsException {
        if (node.isBigDecimal() || node.isBigInteger()) {
            check(node.decimalValue());
        }
        for (JsonNode child : node) {
            check(child);
        }
    }

    /** Refuses a number that cannot be stored. */
    static void check(BigDecimal number) throws StreamConstraintsException {
        if (!canStore(number)) {
            long integerDigits = integerDigits(number);
            throw new StreamConstraintsException(
                    "a number has %d digits before and %d after the point, more than the %d and %d that can be stored"
                            .formatted(
                                    Math.max(integerDigits, 0),
                                    Math.max(number.scale(), 0),
                                    MetadataJson.MAX_INTEGER_DIGITS,
                                    MetadataJson.MAX_FRACTION_DIGITS));
        }
    }

    private static boolean canStore(BigDecimal number) {
        return integerDigits(number) <= MetadataJson.MAX_INTEGER_DIGITS
                && number.scale() <= MetadataJson.MAX_FRACTION_DIGITS;
    }

    private static long integerDigits(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }

    /** Returns whether a number of JSON can be stored. It is judged by its text: to make a number of it may take long. */
    static boolean canStore(String number) {
        int exponentMark = Math.max(number.indexOf('e'), number.indexOf('E'));
        String digits = exponentMark < 0 ? number : number.substring(0, exponentMark);
        int point = digits.indexOf('.');
        int fractionDigits = point < 0 ? 0 : digits.length() - point - 1;
        int significantDigits =
                Math.max(1, digits.replace(".", "").replaceFirst("^-?0*", "").length());
        long scale = fractionDigits - (exponentMark < 0 ? 0 : exponent(number.substring(exponentMark + 1)));
        return significantDigits - scale <= MetadataJson.MAX_INTEGER_DIGITS
                && scale <= MetadataJson.MAX_FRACTION_DIGITS;
    }

    private static long exponent(String text) {
        String digits = text.replaceFirst("^[+-]?0*", "");
        long size = digits.length() > LONGEST_EXPONENT ? Integer.MAX_VALUE : Long.parseLong("0" + digits);
        return text.startsWith("-") ? -size : size;
    }

    /** Makes the nodes of a document, and refuses a number that cannot be stored by a {@link NumberFormatException}. */
    static final class Nodes extends JsonNodeFactory {

        @Override
        public ValueNode numberNode(BigDecimal number) {
            return super.numberNode(storable(number));
        }

        @Override
        public ValueNode numberNode(BigInteger number) {
            storable(new BigDecimal(number));
            return super.numberNode(number);
        }

        private static BigDecimal storable(BigDecimal number) {
            try {
                check(number);
                return number;
            } catch (StreamConstraintsException e) {
                NumberFormatException refusal = new NumberFormatException(e.getOriginalMessage());
                refusal.initCause(e);
                throw refusal;
            }
        }
    }

    /** Writes numbers digit by digit, as {@code jsonb} prints them. Jackson's own plain format gives up at 9999 zeros. */
    static final class Writer extends JsonGeneratorDelegate {

        Writer(JsonGenerator generator) {
            super(generator);
        }

        @Override
        public void writeNumber(BigDecimal number) throws IOException {
            check(number);
            delegate.writeNumber(isPlain(number) ? number.toString() : number.toPlainString());
        }

        /** Returns whether the number as a text, which it makes once and keeps, has no exponent. */
        private static boolean isPlain(BigDecimal number) {
            return number.scale() >= 0 && number.precision() - number.scale() >= LEAST_PLAIN_DIGITS;
        }
    }
}
