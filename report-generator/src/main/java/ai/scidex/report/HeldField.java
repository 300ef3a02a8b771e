package ai.scidex.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field that the rules left to a person.
 *
 * @param field the canonical key or the column
 * @param reason the reason's name, for example {@code conflict}
 * @param required whether the artifact's metadata waits for it
 * @param explanation the reason in words; absent if its name says it all
 * @param candidates the values that were found, with their sources; none if nobody states one
 */
public record HeldField(
        String field,
        String reason,
        boolean required,
        @Nullable String explanation,
        List<Candidate> candidates) {

    public HeldField {
        Text.requireNotBlank(field, "the name of a held field");
        Text.requireNotBlank(reason, "the reason why %s is held".formatted(field));
        candidates = List.copyOf(candidates);
    }
}
