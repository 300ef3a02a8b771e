package example;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A specimen that is kept alive.
 *
 * @param kingdom Plant or animal.
 * @param names Its name, or all its names.
 * @param ageDays Its age, in days.
 * @param measurements What was measured, by name: numbers &lt;= 1 &#64; 20 °C &amp; &#123;values}.
 * @param enclosure Where it lives.
 * @param additionalProperties The members that the schema does not name, as they were read.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
        "state",
        "kingdom",
        "names",
        "age_days",
        "measurements",
        "enclosure"
})
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NONE
)
@JsonIgnoreProperties(
        value = "state",
        allowGetters = true
)
public record LivingSpecimen(@JsonProperty(value = "kingdom", required = true) Kingdom kingdom,
        @JsonProperty(value = "names", required = true) TextOrList names,
        @JsonProperty(value = "age_days", required = true) long ageDays,
        @JsonProperty(value = "measurements", required = true) Map<String, JsonNode> measurements,
        @JsonProperty("enclosure") @Nullable Enclosure enclosure,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> additionalProperties) implements Specimen {
    private static final List<String> KNOWN = List.of(
            "state",
            "kingdom",
            "names",
            "age_days",
            "measurements",
            "enclosure",
            "preparation");

    public LivingSpecimen {
        Objects.requireNonNull(kingdom, "kingdom is missing");
        Objects.requireNonNull(names, "names is missing");
        Objects.requireNonNull(measurements, "measurements is missing");
        measurements = Collections.unmodifiableMap(new LinkedHashMap<>(measurements));
        additionalProperties = Collections.unmodifiableMap(new TreeMap<>(additionalProperties));
        for (String known : KNOWN) {
            if (additionalProperties.containsKey(known)) {
                throw new IllegalArgumentException(known + " must not be among the additional properties");
            }
        }
    }

    /**
     * Returns a new, empty builder.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Alive or not.
     */
    @JsonProperty("state")
    @Override
    public String state() {
        return "living";
    }

    /**
     * Collects the members of {@link LivingSpecimen}.
     */
    public static final class Builder {
        private @Nullable Kingdom kingdom;

        private @Nullable TextOrList names;

        private @Nullable Long ageDays;

        private @Nullable Map<String, JsonNode> measurements;

        private @Nullable Enclosure enclosure;

        private final Map<String, JsonNode> additionalProperties = new LinkedHashMap<>();

        private Builder() {
        }

        /**
         * Plant or animal.
         */
        public Builder kingdom(Kingdom kingdom) {
            this.kingdom = kingdom;
            return this;
        }

        /**
         * Its name, or all its names.
         */
        public Builder names(TextOrList names) {
            this.names = names;
            return this;
        }

        /**
         * Its age, in days.
         */
        public Builder ageDays(long ageDays) {
            this.ageDays = ageDays;
            return this;
        }

        /**
         * What was measured, by name: numbers &lt;= 1 &#64; 20 °C &amp; &#123;values}.
         */
        public Builder measurements(Map<String, JsonNode> measurements) {
            this.measurements = measurements;
            return this;
        }

        /**
         * Where it lives.
         */
        public Builder enclosure(@Nullable Enclosure enclosure) {
            this.enclosure = enclosure;
            return this;
        }

        /**
         * Adds a member that the schema does not name.
         */
        public Builder additionalProperty(String name, JsonNode value) {
            additionalProperties.put(name, value);
            return this;
        }

        /**
         * Returns what was collected; fails, and names the member, if a required one is missing.
         */
        public LivingSpecimen build() {
            return new LivingSpecimen(
                    kingdom,
                    names,
                    Objects.requireNonNull(ageDays, "age_days is missing"),
                    measurements,
                    enclosure,
                    additionalProperties);
        }
    }
}
