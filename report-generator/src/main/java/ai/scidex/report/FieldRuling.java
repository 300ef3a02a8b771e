package ai.scidex.report;

import org.jspecify.annotations.Nullable;

/**
 * What a person decided of a field, or that a decision was taken back.
 *
 * @param field the canonical key or the column
 * @param decision {@code resolved}, {@code dismissed} or {@code reopened}
 * @param value the value as JSON text; absent if the field was given none
 * @param by who decided
 * @param at when
 * @param note why; absent if nobody said
 */
public record FieldRuling(
        String field,
        String decision,
        @Nullable String value,
        String by,
        String at,
        @Nullable String note) {

    public FieldRuling {
        Text.requireNotBlank(field, "the name of a decided field");
        Text.requireNotBlank(decision, "the decision on " + field);
        Text.requireNotBlank(by, "who decided " + field);
    }
}
