package example;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * PreservedSpecimen
 *
 * @param kingdom Plant or animal.
 * @param preparation How it was prepared.
 * @param massGrams The member mass_grams.
 * @param ageDays Its age when it was prepared, in days.
 * @param collectors The member collectors.
 * @param isType The member is_type.
 * @param notes The member notes.
 * @param remark The member remark.
 * @param additionalProperties The members that the schema does not name, as they were read.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
        "state",
        "kingdom",
        "preparation",
        "mass_grams",
        "age_days",
        "collectors",
        "is_type",
        "notes",
        "remark"
})
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NONE
)
@JsonIgnoreProperties(
        value = "state",
        allowGetters = true
)
public record PreservedSpecimen(@JsonProperty(value = "kingdom", required = true) Kingdom kingdom,
        @JsonProperty(value = "preparation", required = true) String preparation,
        @JsonProperty("mass_grams") @Nullable BigDecimal massGrams,
        @JsonProperty("age_days") @Nullable Long ageDays,
        @JsonProperty("collectors") @Nullable List<String> collectors,
        @JsonProperty("is_type") @Nullable Boolean isType,
        @JsonProperty("notes") @Nullable Map<String, JsonNode> notes,
        @JsonProperty("remark") @Nullable JsonNode remark,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> additionalProperties) implements Specimen {
    private static final List<String> KNOWN = List.of(
            "state",
            "kingdom",
            "preparation",
            "mass_grams",
            "age_days",
            "collectors",
            "is_type",
            "notes",
            "remark");

    public PreservedSpecimen {
        Objects.requireNonNull(kingdom, "kingdom is missing");
        Objects.requireNonNull(preparation, "preparation is missing");
        collectors = collectors == null ? null : List.copyOf(collectors);
        notes = notes == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(notes));
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
        return "preserved";
    }

    /**
     * Collects the members of {@link PreservedSpecimen}.
     */
    public static final class Builder {
        private @Nullable Kingdom kingdom;

        private @Nullable String preparation;

        private @Nullable BigDecimal massGrams;

        private @Nullable Long ageDays;

        private @Nullable List<String> collectors;

        private @Nullable Boolean isType;

        private @Nullable Map<String, JsonNode> notes;

        private @Nullable JsonNode remark;

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
         * How it was prepared.
         */
        public Builder preparation(String preparation) {
            this.preparation = preparation;
            return this;
        }

        /**
         * The member mass_grams.
         */
        public Builder massGrams(@Nullable BigDecimal massGrams) {
            this.massGrams = massGrams;
            return this;
        }

        /**
         * Its age when it was prepared, in days.
         */
        public Builder ageDays(@Nullable Long ageDays) {
            this.ageDays = ageDays;
            return this;
        }

        /**
         * The member collectors.
         */
        public Builder collectors(@Nullable List<String> collectors) {
            this.collectors = collectors;
            return this;
        }

        /**
         * The member is_type.
         */
        public Builder isType(@Nullable Boolean isType) {
            this.isType = isType;
            return this;
        }

        /**
         * The member notes.
         */
        public Builder notes(@Nullable Map<String, JsonNode> notes) {
            this.notes = notes;
            return this;
        }

        /**
         * The member remark.
         */
        public Builder remark(@Nullable JsonNode remark) {
            this.remark = remark;
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
        public PreservedSpecimen build() {
            return new PreservedSpecimen(
                    kingdom,
                    preparation,
                    massGrams,
                    ageDays,
                    collectors,
                    isType,
                    notes,
                    remark,
                    additionalProperties);
        }
    }
}
