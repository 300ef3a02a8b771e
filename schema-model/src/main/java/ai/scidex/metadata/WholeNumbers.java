package ai.scidex.metadata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers by their value, however they are written: 14, 14.0 and 1.4e1 are the same, 14.5 and "14" are none.
 *
 * <p>Left alone, Jackson cuts the fraction off.
 */
final class WholeNumbers {

    private WholeNumbers() {}

    /** Returns whether {@code number} has no fraction but zeros. */
    static boolean isWhole(BigDecimal number) {
        if (number.signum() == 0 || number.scale() <= 0) {
            return true;
        }
        // A multiple of ten to the power of n ends in n zeros, also in binary; where it does not, there is no need to
        // divide.
        return number.unscaledValue().getLowestSetBit() >= number.scale()
                && number.remainder(BigDecimal.ONE).signum() == 0;
    }

    /** Returns what makes a mapper read them so. */
    static Module module() {
        return new SimpleModule("whole numbers")
                .addDeserializer(Long.class, new OfLong(Long.class))
                .addDeserializer(long.class, new OfLong(long.class))
                .addDeserializer(BigInteger.class, new OfBigInteger());
    }

    private static final class OfLong extends StdScalarDeserializer<Long> {

        OfLong(Class<Long> type) {
            super(type);
        }

        @Override
        public @Nullable Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            BigInteger number = read(parser, context, handledType());
            if (number.bitLength() >= Long.SIZE) {
                throw context.weirdNumberException(number, handledType(), "out of range");
            }
            return number.longValue();
        }
    }

    private static final class OfBigInteger extends StdScalarDeserializer<BigInteger> {

        OfBigInteger() {
            super(BigInteger.class);
        }

        @Override
        public BigInteger deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return read(parser, context, handledType());
        }
    }

    private static BigInteger read(JsonParser parser, DeserializationContext context, Class<?> type)
            throws IOException {
        JsonToken token = parser.currentToken();
        if (!token.isNumeric()) {
            throw context.wrongTokenException(parser, type, JsonToken.VALUE_NUMBER_INT, "a whole number was expected");
        }
        BigDecimal number = parser.getDecimalValue();
        StorableNumbers.check(number);
        if (!isWhole(number)) {
            throw context.weirdNumberException(number, type, "not a whole number");
        }
        return number.toBigIntegerExact();
    }
}
