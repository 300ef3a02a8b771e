package example;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.jspecify.annotations.Nullable;

/**
 * Where it lives.
 *
 * <p>Whoever makes one gives it valid members, or gets an {@link IllegalArgumentException} that
 * names the member that is missing or not valid. What it holds, nobody can change.
 *
 * @param heated The member heated.
 * @param id A text with something in it. Null if it is not given.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
        "heated",
        "id"
})
@JsonDeserialize(
        builder = Enclosure.Builder.class
)
public record Enclosure(@JsonProperty("heated") boolean heated,
        @JsonProperty("id") @Nullable String id) {
    private static final TextPattern TEXT_PATTERN = TextPattern.of(
            "[!-~]",
            "a text with something in it");

    public Enclosure {
        if (id != null) {
            TEXT_PATTERN.check("id", id);
        }
    }

    /**
     * Returns a new, empty builder.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a new builder that holds what this holds.
     */
    public Builder toBuilder() {
        return builder()
                .heated(heated)
                .id(id);
    }

    /**
     * Collects the members of {@link Enclosure}.
     */
    public static final class Builder {
        private @Nullable Boolean heated;

        private @Nullable String id;

        private Builder() {
        }

        /**
         * The member heated. Required.
         */
        @JsonProperty("heated")
        public Builder heated(boolean heated) {
            this.heated = heated;
            return this;
        }

        /**
         * A text with something in it.
         */
        @JsonProperty("id")
        public Builder id(@Nullable String id) {
            this.id = id;
            return this;
        }

        /**
         * Returns what was collected.
         *
         * @throws IllegalArgumentException if a member is missing or not valid; the message names it
         */
        public Enclosure build() {
            return new Enclosure(
                    Limits.required("heated", heated),
                    id);
        }
    }
}
