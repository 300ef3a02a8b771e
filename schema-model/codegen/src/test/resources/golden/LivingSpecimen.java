package example;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A specimen that is kept alive.
 *
 * <p>Whoever makes one gives it valid members, or gets an {@link IllegalArgumentException} that
 * names the member that is missing or not valid. What it holds, nobody can change.
 *
 * @param kingdom Plant or animal.
 * @param names Its name, or all its names. As a list: at least 1 entry.
 * @param ageDays Its age, in days. At least 0, at most 100000.
 * @param measurements What was measured, by name: numbers &lt;= 1 &#64; 20 °C &amp; &#123;values}, &#92;u0041 or *&#47;.
 *     At least 1 entry.
 * @param enclosure Where it lives. Null if it is not given.
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
@JsonDeserialize(
        builder = LivingSpecimen.Builder.class
)
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NONE
)
public record LivingSpecimen(@JsonProperty("kingdom") Kingdom kingdom,
        @JsonProperty("names") TextOrList names, @JsonProperty("age_days") long ageDays,
        @JsonProperty("measurements") Map<String, Measurement> measurements,
        @JsonProperty("enclosure") @Nullable Enclosure enclosure,
        @JsonAnyGetter Map<String, JsonNode> additionalProperties) implements Specimen {
    private static final List<String> KNOWN = List.of(
            "state",
            "kingdom",
            "names",
            "age_days",
            "measurements",
            "enclosure");

    private static final List<String> FORBIDDEN = List.of(
            "preparation");

    private static final TextPattern TEXT_PATTERN = TextPattern.of(
            "[!-~]",
            "a text with something in it");

    private static final TextPattern NAMES_PATTERN = TextPattern.of(
            "^[^\\n]+$",
            "its name, or all its names");

    public LivingSpecimen {
        Limits.required("kingdom", kingdom);
        Limits.required("names", names);
        if (names.isList()) {
            Limits.entriesAtLeast("names", names.texts().size(), 1);
            Limits.each("names", names.texts(), (place1, value1) -> {
                TEXT_PATTERN.check(place1, value1);
            });
        } else {
            NAMES_PATTERN.check("names", names.texts().get(0));
        }
        Limits.atLeast("age_days", BigDecimal.valueOf(ageDays), "0");
        Limits.atMost("age_days", BigDecimal.valueOf(ageDays), "100000");
        measurements = Frozen.map("measurements", measurements, Limits::required);
        Limits.entriesAtLeast("measurements", measurements.size(), 1);
        additionalProperties = Frozen.members(1, additionalProperties);
        Limits.additional(additionalProperties.keySet(), KNOWN, FORBIDDEN);
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
                .kingdom(kingdom)
                .names(names)
                .ageDays(ageDays)
                .measurements(measurements)
                .enclosure(enclosure)
                .additionalProperties(additionalProperties);
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
     * Returns whether {@code other} is written as the same JSON, whatever the order of members.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LivingSpecimen that
                && Frozen.same(this.kingdom, that.kingdom)
                && Frozen.same(this.names, that.names)
                && Frozen.same(this.ageDays, that.ageDays)
                && Frozen.same(this.measurements, that.measurements)
                && Frozen.same(this.enclosure, that.enclosure)
                && Frozen.same(this.additionalProperties, that.additionalProperties);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                kingdom,
                names,
                ageDays,
                measurements,
                enclosure,
                additionalProperties);
    }

    /**
     * Collects the members of {@link LivingSpecimen}.
     */
    @JsonIgnoreProperties("state")
    public static final class Builder {
        private @Nullable Kingdom kingdom;

        private @Nullable TextOrList names;

        private @Nullable Long ageDays;

        private @Nullable Map<String, Measurement> measurements;

        private @Nullable Enclosure enclosure;

        private Map<String, JsonNode> additionalProperties = new LinkedHashMap<>();

        private Builder() {
        }

        /**
         * Plant or animal. Required.
         */
        @JsonProperty("kingdom")
        public Builder kingdom(Kingdom kingdom) {
            this.kingdom = kingdom;
            return this;
        }

        /**
         * Its name, or all its names. As a list: at least 1 entry. Required.
         */
        @JsonProperty("names")
        public Builder names(TextOrList names) {
            this.names = names;
            return this;
        }

        /**
         * Its name, or all its names. As a list: at least 1 entry. Required.
         */
        public Builder names(String text) {
            return names(TextOrList.text(text));
        }

        /**
         * Its name, or all its names. As a list: at least 1 entry. Required.
         */
        public Builder names(List<String> texts) {
            return names(TextOrList.list(texts));
        }

        /**
         * Its age, in days. At least 0, at most 100000. Required.
         */
        @JsonProperty("age_days")
        public Builder ageDays(long ageDays) {
            this.ageDays = ageDays;
            return this;
        }

        /**
         * What was measured, by name: numbers &lt;= 1 &#64; 20 °C &amp; &#123;values}, &#92;u0041 or *&#47;.
         * At least 1 entry. Required.
         */
        @JsonProperty("measurements")
        public Builder measurements(Map<String, Measurement> measurements) {
            this.measurements = measurements == null ? null : new LinkedHashMap<>(measurements);
            return this;
        }

        /**
         * Adds an entry to measurements.
         */
        public Builder measurement(String name, Measurement value) {
            if (this.measurements == null) {
                this.measurements = new LinkedHashMap<>();
            }
            this.measurements.put(name, value);
            return this;
        }

        /**
         * Adds an entry to measurements.
         */
        public Builder measurement(String name, Number value) {
            return measurement(name, Measurement.of(Frozen.number(Limits.inside("measurements", name), value)));
        }

        /**
         * Where it lives.
         */
        @JsonProperty("enclosure")
        public Builder enclosure(@Nullable Enclosure enclosure) {
            this.enclosure = enclosure;
            return this;
        }

        /**
         * The members that the schema does not name, as they were read.
         */
        public Builder additionalProperties(Map<String, JsonNode> additionalProperties) {
            this.additionalProperties = new LinkedHashMap<>(additionalProperties);
            return this;
        }

        /**
         * Adds a member that the schema does not name.
         */
        @JsonAnySetter
        public Builder additionalProperty(String name, JsonNode value) {
            additionalProperties.put(name, value);
            return this;
        }

        /**
         * Adds a member that the schema does not name.
         */
        public Builder additionalProperty(String name, String value) {
            return additionalProperty(name, TextNode.valueOf(value));
        }

        /**
         * Adds a member that the schema does not name.
         */
        public Builder additionalProperty(String name, Number value) {
            return additionalProperty(name, Frozen.node(Limits.place(name), value));
        }

        /**
         * Adds a member that the schema does not name.
         */
        public Builder additionalProperty(String name, boolean value) {
            return additionalProperty(name, BooleanNode.valueOf(value));
        }

        /**
         * Returns what was collected.
         *
         * @throws IllegalArgumentException if a member is missing or not valid; the message names it
         */
        public LivingSpecimen build() {
            return new LivingSpecimen(
                    kingdom,
                    names,
                    Limits.required("age_days", ageDays),
                    measurements,
                    enclosure,
                    additionalProperties);
        }
    }
}
