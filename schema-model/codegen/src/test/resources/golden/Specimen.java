package example;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;

/**
 * A specimen of a collection.
 */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "state"
)
@JsonSubTypes({
        @JsonSubTypes.Type(value = LivingSpecimen.class, name = "living"),
        @JsonSubTypes.Type(value = PreservedSpecimen.class, name = "preserved")
})
public sealed interface Specimen permits LivingSpecimen, PreservedSpecimen {
    /**
     * Returns what the function for the variant at hand makes of it.
     */
    default <R> R match(Function<? super LivingSpecimen, ? extends R> onLivingSpecimen,
            Function<? super PreservedSpecimen, ? extends R> onPreservedSpecimen) {
        if (this instanceof LivingSpecimen variant) {
            return onLivingSpecimen.apply(variant);
        }
        if (this instanceof PreservedSpecimen variant) {
            return onPreservedSpecimen.apply(variant);
        }
        throw new AssertionError("unhandled " + this);
    }

    /**
     * Alive or not.
     */
    String state();

    /**
     * Plant or animal.
     */
    Kingdom kingdom();

    /**
     * The members that the schema does not name, as they were read.
     */
    Map<String, JsonNode> additionalProperties();
}
