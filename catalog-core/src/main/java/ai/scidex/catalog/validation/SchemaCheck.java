package ai.scidex.catalog.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * One thing that a schema must be, and whether it is.
 *
 * @param id the name of the check, for example {@code examples-are-valid}
 * @param found what was looked at, in a few words
 * @param problems what is wrong, each a sentence that names the place
 */
@JsonPropertyOrder({"id", "ok", "found", "problems"})
public record SchemaCheck(String id, String found, List<String> problems) {

    public SchemaCheck {
        problems = List.copyOf(problems);
    }

    /** Returns whether nothing is wrong. */
    @JsonProperty
    public boolean ok() {
        return problems.isEmpty();
    }
}
