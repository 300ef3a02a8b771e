package ai.scidex.migration.decision;

import java.util.List;

/**
 * A field that waits for a person.
 *
 * @param field the field
 * @param reason why the rules do not decide it
 * @param required whether the metadata stays as it is until the field is decided
 * @param candidates the values it might have
 */
public record Hold(Field field, Reason reason, boolean required, List<Candidate> candidates) {

    public Hold {
        candidates = List.copyOf(candidates);
    }
}
