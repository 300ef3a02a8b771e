package ai.scidex.migration.review;

import ai.scidex.catalog.validation.Violation;
import ai.scidex.migration.decision.Hold;
import java.util.List;

/** What became of a decision. Only {@link Upgraded}, {@link StillHeld} and {@link Closed} recorded anything. */
public sealed interface Resolution {

    /**
     * It was recorded, and no required field is held: the metadata has the new form.
     *
     * @param holds the optional fields that wait for a person
     */
    record Upgraded(List<Hold> holds) implements Resolution {

        public Upgraded {
            holds = List.copyOf(holds);
        }
    }

    /**
     * It was recorded; a required field is held, so the metadata is as the run found it.
     *
     * @param holds the fields that wait for a person
     */
    record StillHeld(List<Hold> holds) implements Resolution {

        public StillHeld {
            holds = List.copyOf(holds);
        }
    }

    /** It was recorded that an optional field of an artifact that somebody changed since stays empty; nothing else was done. */
    record Closed() implements Resolution {}

    /**
     * The schema, the rule of the column or the database refuses it.
     *
     * @param violations why
     */
    record Refused(List<Violation> violations) implements Resolution {

        public Refused {
            violations = List.copyOf(violations);
        }

        /** Returns the refusal of the database, which speaks of the row as a whole. */
        static Refused bySentence(String sentence) {
            return new Refused(List.of(new Violation("", "database", sentence)));
        }

        static Refused because(String field, String keyword, String sentence) {
            return new Refused(List.of(new Violation("/" + field, keyword, sentence)));
        }
    }

    /**
     * Somebody changed the artifact since, so the decision may be about something else.
     *
     * @param reason what is not as it was, and what to do
     */
    record Stale(String reason) implements Resolution {}

    /**
     * The hold is in another state than the decision is for: somebody was faster, or nobody has decided yet.
     *
     * @param hold the hold as it is
     */
    record OtherState(HeldField hold) implements Resolution {}
}
