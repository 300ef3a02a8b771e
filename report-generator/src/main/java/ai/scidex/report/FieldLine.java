package ai.scidex.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of an artifact, old beside new.
 *
 * <p>The values are JSON texts, so that the text {@code "8"} and the number {@code 8} look different.
 *
 * @param field the canonical key or the column
 * @param oldValue the value that stood under that name; absent if none did
 * @param newValue the value that stands there now; absent if none does
 * @param sources where the new value was found, for example {@code /library}; none if it is not from anywhere
 * @param rule the rule that took it from there; absent if none applied
 */
public record FieldLine(
        String field,
        @Nullable String oldValue,
        @Nullable String newValue,
        List<String> sources,
        @Nullable String rule) {

    public FieldLine {
        sources = List.copyOf(sources);
        Text.requireNotBlank(field, "the name of a field");
    }
}
