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
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * PreservedSpecimen
 *
 * <p>Whoever makes one gives it valid members, or gets an {@link IllegalArgumentException} that
 * names the member that is missing or not valid. What it holds, nobody can change.
 *
 * @param kingdom Plant or animal.
 * @param preparation How it was prepared. A text with something in it.
 * @param massGrams The member mass_grams. More than 0, at most 1000.5. Null if it is not given.
 * @param ageDays Its age when it was prepared, in days. A multiple of 7. Null if it is not given.
 * @param collectors The member collectors. At most 3 entries. No entry twice. Null if it is not given.
 * @param isType The member is_type. Null if it is not given.
 * @param label The member label. At least 1, at most 20 characters. Null if it is not given.
 * @param drawers The member drawers. Null if it is not given.
 * @param notes The member notes. Null if it is not given.
 * @param page URL of its page. Null if it is not given.
 * @param remark The member remark. Null if it is not given.
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
        "label",
        "drawers",
        "notes",
        "page",
        "remark"
})
@JsonDeserialize(
        builder = PreservedSpecimen.Builder.class
)
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NONE
)
public record PreservedSpecimen(@JsonProperty("kingdom") Kingdom kingdom,
        @JsonProperty("preparation") String preparation,
        @JsonProperty("mass_grams") @Nullable BigDecimal massGrams,
        @JsonProperty("age_days") @Nullable BigInteger ageDays,
        @JsonProperty("collectors") @Nullable List<String> collectors,
        @JsonProperty("is_type") @Nullable Boolean isType,
        @JsonProperty("label") @Nullable String label,
        @JsonProperty("drawers") @Nullable List<List<String>> drawers,
        @JsonProperty("notes") @Nullable Map<String, JsonNode> notes,
        @JsonProperty("page") @Nullable String page,
        @JsonProperty("remark") @Nullable JsonNode remark,
        @JsonAnyGetter Map<String, JsonNode> additionalProperties) implements Specimen {
    private static final List<String> KNOWN = List.of(
            "state",
            "kingdom",
            "preparation",
            "mass_grams",
            "age_days",
            "collectors",
            "is_type",
            "label",
            "drawers",
            "notes",
            "page",
            "remark");

    private static final List<String> FORBIDDEN = List.of();

    private static final TextPattern TEXT_PATTERN = TextPattern.of(
            "[!-~]",
            "a text with something in it");

    private static final TextPattern PAGE_PATTERN = TextPattern.of(
            "^https://[!-~]+$",
            "URL of its page");

    public PreservedSpecimen {
        Limits.required("kingdom", kingdom);
        TEXT_PATTERN.check("preparation", preparation);
        if (massGrams != null) {
            massGrams = Frozen.number("mass_grams", massGrams);
            Limits.moreThan("mass_grams", massGrams, "0");
            Limits.atMost("mass_grams", massGrams, "1000.5");
        }
        if (ageDays != null) {
            Frozen.number("age_days", ageDays);
            Limits.multipleOf("age_days", new BigDecimal(ageDays), "7");
        }
        if (collectors != null) {
            collectors = Frozen.list("collectors", collectors, Frozen::text);
            Limits.entriesAtMost("collectors", collectors.size(), 3);
            Limits.distinct("collectors", collectors);
            Limits.each("collectors", collectors, (place1, value1) -> {
                TEXT_PATTERN.check(place1, value1);
            });
        }
        if (label != null) {
            Frozen.text("label", label);
            Limits.lengthAtLeast("label", label, 1);
            Limits.lengthAtMost("label", label, 20);
        }
        if (drawers != null) {
            drawers = Frozen.list("drawers", drawers, (place1, value1) -> Frozen.list(place1, value1, Frozen::text));
            Limits.each("drawers", drawers, (place1, value1) -> {
                Limits.entriesAtMost(place1, value1.size(), 9);
            });
        }
        if (notes != null) {
            notes = Frozen.map("notes", notes, Frozen::json);
        }
        if (page != null) {
            PAGE_PATTERN.check("page", page);
        }
        if (remark != null) {
            remark = Frozen.json("remark", remark);
            Limits.type("remark", remark, "boolean", "string");
        }
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
                .preparation(preparation)
                .massGrams(massGrams)
                .ageDays(ageDays)
                .collectors(collectors)
                .isType(isType)
                .label(label)
                .drawers(drawers)
                .notes(notes)
                .page(page)
                .remark(remark)
                .additionalProperties(additionalProperties);
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
     * Returns whether {@code other} is written as the same JSON, whatever the order of members.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PreservedSpecimen that
                && Frozen.same(this.kingdom, that.kingdom)
                && Frozen.same(this.preparation, that.preparation)
                && Frozen.same(this.massGrams, that.massGrams)
                && Frozen.same(this.ageDays, that.ageDays)
                && Frozen.same(this.collectors, that.collectors)
                && Frozen.same(this.isType, that.isType)
                && Frozen.same(this.label, that.label)
                && Frozen.same(this.drawers, that.drawers)
                && Frozen.same(this.notes, that.notes)
                && Frozen.same(this.page, that.page)
                && Frozen.same(this.remark, that.remark)
                && Frozen.same(this.additionalProperties, that.additionalProperties);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                kingdom,
                preparation,
                massGrams,
                ageDays,
                collectors,
                isType,
                label,
                drawers,
                notes,
                page,
                remark,
                additionalProperties);
    }

    /**
     * Collects the members of {@link PreservedSpecimen}.
     */
    @JsonIgnoreProperties("state")
    public static final class Builder {
        private @Nullable Kingdom kingdom;

        private @Nullable String preparation;

        private @Nullable BigDecimal massGrams;

        private @Nullable BigInteger ageDays;

        private @Nullable List<String> collectors;

        private @Nullable Boolean isType;

        private @Nullable String label;

        private @Nullable List<List<String>> drawers;

        private @Nullable Map<String, JsonNode> notes;

        private @Nullable String page;

        private @Nullable JsonNode remark;

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
         * How it was prepared. A text with something in it. Required.
         */
        @JsonProperty("preparation")
        public Builder preparation(String preparation) {
            this.preparation = preparation;
            return this;
        }

        /**
         * The member mass_grams. More than 0, at most 1000.5.
         */
        @JsonProperty("mass_grams")
        public Builder massGrams(@Nullable BigDecimal massGrams) {
            this.massGrams = massGrams;
            return this;
        }

        /**
         * Its age when it was prepared, in days. A multiple of 7.
         */
        @JsonProperty("age_days")
        public Builder ageDays(@Nullable BigInteger ageDays) {
            this.ageDays = ageDays;
            return this;
        }

        /**
         * The member collectors. At most 3 entries. No entry twice.
         */
        @JsonProperty("collectors")
        public Builder collectors(@Nullable List<String> collectors) {
            this.collectors = collectors;
            return this;
        }

        /**
         * The member is_type.
         */
        @JsonProperty("is_type")
        public Builder isType(@Nullable Boolean isType) {
            this.isType = isType;
            return this;
        }

        /**
         * The member label. At least 1, at most 20 characters.
         */
        @JsonProperty("label")
        public Builder label(@Nullable String label) {
            this.label = label;
            return this;
        }

        /**
         * The member drawers.
         */
        @JsonProperty("drawers")
        public Builder drawers(@Nullable List<List<String>> drawers) {
            this.drawers = drawers;
            return this;
        }

        /**
         * The member notes.
         */
        @JsonProperty("notes")
        public Builder notes(@Nullable Map<String, JsonNode> notes) {
            this.notes = notes == null ? null : new LinkedHashMap<>(notes);
            return this;
        }

        /**
         * Adds an entry to notes.
         */
        public Builder note(String name, JsonNode value) {
            if (this.notes == null) {
                this.notes = new LinkedHashMap<>();
            }
            this.notes.put(name, value);
            return this;
        }

        /**
         * Adds an entry to notes.
         */
        public Builder note(String name, String value) {
            return note(name, TextNode.valueOf(value));
        }

        /**
         * Adds an entry to notes.
         */
        public Builder note(String name, Number value) {
            return note(name, Frozen.node(Limits.inside("notes", name), value));
        }

        /**
         * Adds an entry to notes.
         */
        public Builder note(String name, boolean value) {
            return note(name, BooleanNode.valueOf(value));
        }

        /**
         * URL of its page.
         */
        @JsonProperty("page")
        public Builder page(@Nullable String page) {
            this.page = page;
            return this;
        }

        /**
         * The member remark.
         */
        @JsonProperty("remark")
        public Builder remark(@Nullable JsonNode remark) {
            this.remark = remark;
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
        public PreservedSpecimen build() {
            return new PreservedSpecimen(
                    kingdom,
                    preparation,
                    massGrams,
                    ageDays,
                    collectors,
                    isType,
                    label,
                    drawers,
                    notes,
                    page,
                    remark,
                    additionalProperties);
        }
    }
}
