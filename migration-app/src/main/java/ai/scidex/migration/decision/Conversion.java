package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads what a source says, exactly or not at all. */
interface Conversion {

    /** Returns the name by which the record of a run knows the rule. */
    String rule();

    /**
     * Reads what a source says.
     *
     * @param said a value that is neither null nor a placeholder
     * @param examination what is known of the artifact so far
     */
    Reading read(JsonNode said, Examination examination);

    /** Returns whether a canonical text may keep white space around it. */
    default boolean keepsWhiteSpace() {
        return false;
    }

    /** Returns whether {@code said} says nothing: null, blank, a placeholder. */
    static boolean saysNothing(JsonNode said) {
        return said.isMissingNode()
                || said.isNull()
                || (said.isTextual()
                        && (TextForms.isBlank(said.textValue()) || TextForms.isPlaceholder(said.textValue())));
    }
}
