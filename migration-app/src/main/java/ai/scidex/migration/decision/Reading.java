package ai.scidex.migration.decision;

import com.fasterxml.jackson.databind.JsonNode;

/** What a rule makes of a value: {@link Exact}, {@link Unusable}, or {@link Silent}. */
sealed interface Reading {

    /** Returns the reading of a value that has no form the rule reads. */
    static Reading unparseable() {
        return new Unusable(Reason.UNPARSEABLE);
    }

    /** The value says this, in the form that the field takes. */
    record Exact(JsonNode value) implements Reading {}

    /** The value says something that cannot be used, for this reason. */
    record Unusable(Reason reason) implements Reading {}

    /** The value says nothing. */
    record Silent() implements Reading {}
}
