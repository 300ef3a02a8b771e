package ai.scidex.metadata;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words why a document does not fit the type of its variant. */
final class Misfit {

    private static final String WHOLE_NUMBER = "a whole number";

    private static final Map<Class<?>, String> WORDS = Map.of(
            String.class, "a text",
            long.class, WHOLE_NUMBER,
            Long.class, WHOLE_NUMBER,
            BigInteger.class, WHOLE_NUMBER,
            BigDecimal.class, "a number",
            boolean.class, "true or false",
            Boolean.class, "true or false",
            List.class, "a list",
            TextOrList.class, "a text or a list",
            Measurement.class, "a number or an object");

    private Misfit() {}

    /** Returns what Jackson found to be wrong with {@code document}, by the name of the member. */
    static String sentence(JsonNode document, JsonProcessingException problem) {
        if (!(problem instanceof JsonMappingException mapping)) {
            return problem.getOriginalMessage();
        }
        JsonPointer pointer = JsonPointer.empty();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            pointer = step.getFieldName() == null
                    ? pointer.appendIndex(step.getIndex())
                    : pointer.appendProperty(step.getFieldName());
        }
        String place = pointer.matches()
                ? "the document"
                : Limits.show(pointer.toString().substring(1));
        if (mapping.getCause() instanceof IllegalArgumentException refusal) {
            // A type of ours has refused the value.
            String reason = String.valueOf(refusal.getMessage());
            return pointer.matches() ? reason : "%s: %s".formatted(place, reason);
        }
        if (problem instanceof UnrecognizedPropertyException) {
            return place + " does not belong here; remove it";
        }
        JsonNode value = document.at(pointer);
        Class<?> wanted = problem instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return "%s must not be %s; give %s".formatted(place, Limits.show(value.toString()), remedy(value, wanted));
    }

    private static String words(@Nullable Class<?> type) {
        if (type == null) {
            return "another value";
        }
        return type.isEnum() ? "a text" : WORDS.getOrDefault(type, "an object");
    }

    private static String remedy(JsonNode value, @Nullable Class<?> type) {
        String words = words(type);
        if (value.isNull()) {
            return words + ", or leave the member out if it is optional";
        }
        boolean isTooLong =
                words.equals(WHOLE_NUMBER) && value.isNumber() && WholeNumbers.isWhole(value.decimalValue());
        return isTooLong ? words + " of fewer digits" : words;
    }
}
