package ai.scidex.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Who changes something, and in which run if any. It goes into the history beside what changed.
 *
 * @param actor free text that names a person, an agent or a program, for example {@code minimax:63}; at most 500 characters
 * @param runId the run of the backfill; absent outside one
 */
public record Occasion(String actor, @Nullable Long runId) {

    /**
     * Checks the actor.
     *
     * @throws InvalidValueException if it is blank, a placeholder or too long
     */
    public Occasion {
        actor = GivenText.name("actor", actor);
    }
}
