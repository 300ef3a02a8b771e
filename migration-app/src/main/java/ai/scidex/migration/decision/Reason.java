package ai.scidex.migration.decision;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a field is held. */
public enum Reason {
    CONFLICT("The sources contradict one another, or only some of them can be read."),
    MISSING("No source states it."),
    UNRECOGNISED("The text is none of the known names."),
    AMBIGUOUS("What is there can be read in more than one way."),
    UNPARSEABLE("The value has a form that cannot be read exactly."),
    INFERRED("The value came with a confidence below 1."),
    UNRESOLVED("The text is not the id of another model artifact."),
    MOVING_REF("The ref points elsewhere tomorrow."),
    SHORT_SHA("The commit id is shortened."),
    UNSAFE_PATH("The path is absolute or leaves its root."),
    NO_TIMEZONE("The time has no offset from UTC.");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    /** Returns the reason that {@code text} names, as the database and JSON write it; empty if it names none. */
    public static Optional<Reason> named(String text) {
        return Arrays.stream(values())
                .filter(reason -> reason.text().equals(text))
                .findFirst();
    }

    /** Returns the reason as the database and JSON write it, for example {@code moving_ref}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the reason in words. */
    public String sentence() {
        return sentence;
    }
}
