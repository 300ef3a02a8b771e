package ai.scidex.migration.review;

import ai.scidex.catalog.Occasion;
import ai.scidex.catalog.validation.TextForms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who decides, why, and when.
 *
 * @param by the person; free text of at most 500 characters
 * @param note why; at most 10,000 characters
 * @param at when the person decided; absent if it is now
 */
public record Reviewer(
        String by, @Nullable String note, @Nullable Instant at) {

    private static final int LONGEST_NOTE = 10_000;

    /**
     * Checks the name and the note.
     *
     * @throws ai.scidex.catalog.InvalidValueException if the name is blank, a placeholder or too long
     * @throws IllegalArgumentException if the note is blank, too long, or cannot be kept
     */
    public Reviewer {
        by = new Occasion(by, null).actor();
        if (note != null && note.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("the note has %d characters, more than the %d that are kept"
                    .formatted(note.length(), LONGEST_NOTE));
        }
        if (note != null && !TextForms.isStorable(note)) {
            throw new IllegalArgumentException(
                    "the note holds a NUL character or half a surrogate pair, which PostgreSQL cannot keep");
        }
        if (note != null && TextForms.isBlank(note)) {
            throw new IllegalArgumentException("the note is blank; say why, or leave it out");
        }
    }

    /** Returns somebody who decides now. */
    public static Reviewer now(String by, @Nullable String note) {
        return new Reviewer(by, note, null);
    }
}
