package ai.scidex.migration.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** How a field was decided: {@link Mapped} to a value, {@link Held} for a person, or {@link Absent}. */
public sealed interface FieldDecision {

    /**
     * The field has a value.
     *
     * @param value the value as it will stand in the metadata or the column
     * @param source where it was said: a JSON Pointer into the metadata, or a column such as {@code origin_url (column)}
     * @param rule the name of the rule that read it
     * @param alsoRead where else the rule read something that the value follows from
     */
    record Mapped(JsonNode value, String source, String rule, List<String> alsoRead) implements FieldDecision {

        public Mapped {
            alsoRead = List.copyOf(alsoRead);
        }

        Mapped(JsonNode value, String source, String rule) {
            this(value, source, rule, List.of());
        }

        /** Returns whether a person decided it. */
        public boolean isRuled() {
            return rule.equals(Rule.RULED);
        }
    }

    /**
     * The field waits for a person.
     *
     * @param reason why
     * @param candidates the values it might have
     */
    record Held(Reason reason, List<Candidate> candidates) implements FieldDecision {

        public Held {
            candidates = List.copyOf(candidates);
        }
    }

    /** The field is optional and nobody says anything, or a model of this kind does not have it. */
    record Absent() implements FieldDecision {}
}
