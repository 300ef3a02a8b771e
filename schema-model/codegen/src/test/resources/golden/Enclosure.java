package example;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where it lives.
 *
 * @param heated The member heated.
 * @param id A text with something in it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
        "heated",
        "id"
})
public record Enclosure(@JsonProperty(value = "heated", required = true) boolean heated,
        @JsonProperty(value = "id", required = true) String id) {
    public Enclosure {
        Objects.requireNonNull(id, "id is missing");
    }

    /**
     * Returns a new, empty builder.
     */
    public static Builder builder() {
        return new Builder();
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
         * The member heated.
         */
        public Builder heated(boolean heated) {
            this.heated = heated;
            return this;
        }

        /**
         * A text with something in it.
         */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /**
         * Returns what was collected; fails, and names the member, if a required one is missing.
         */
        public Enclosure build() {
            return new Enclosure(
                    Objects.requireNonNull(heated, "heated is missing"),
                    id);
        }
    }
}
