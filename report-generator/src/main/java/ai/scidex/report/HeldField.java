package ai.scidex.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field that the rules left to a person.
 *
 * @param holdId its number, by which a person decides it
 * @param field the canonical key or the column
 * @param reason the reason's name, for example {@code conflict}
 * @param required whether the artifact's metadata waits for it
 * @param explanation the reason in words; absent if its name says it all
 * @param candidates the values that were found, with their sources; none if nobody states one
 */
public record HeldField(
        long holdId,
        String field,
        String reason,
        boolean required,
        @Nullable String explanation,
        List<Candidate> candidates) {

    public HeldField {
        Text.requireNotBlank(field, "the name of a held field");
        if (holdId < 1) {
            throw new IllegalArgumentException("the hold of %s cannot have the number %d".formatted(field, holdId));
        }
        Text.requireNotBlank(reason, "the reason why %s is held".formatted(field));
        candidates = List.copyOf(candidates);
    }

    /** Returns the command that decides it. */
    String command() {
        return "model-catalog review resolve " + holdId;
    }
}
