package ai.scidex.migration.decision;

import com.fasterxml.jackson.databind.JsonNode;

/** What a person decided of a held field: {@link Value} or {@link NoValue}. */
public sealed interface Ruling {

    /**
     * The field has this value, whatever else is said of it.
     *
     * @param value read by the field's rule, as any source is; of {@link Field#METADATA}, a whole document
     */
    record Value(JsonNode value) implements Ruling {}

    /** The field, which is optional, stays empty. */
    record NoValue() implements Ruling {}
}
