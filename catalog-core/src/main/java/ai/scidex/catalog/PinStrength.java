package ai.scidex.catalog;

import java.util.Locale;

/**
 * How firmly a model's revision is named: that of the code of an internal model, of an external model itself.
 *
 * <p>The columns come first. For an internal model {@code code_commit_sha} is a commit or nothing; for an external one
 * {@code external_source_version} is whatever its text looks like. Where they name nothing, the firmest counts of what
 * the metadata says and no column could hold: a tag, a short id or a branch under one of {@code code_commit_sha},
 * {@code commit_sha}, {@code git_sha}, {@code git_commit}, {@code code_ref}, {@code git_ref}, {@code code_tag},
 * {@code git_tag}, {@code code_branch}, {@code git_branch}; a short id or a branch under {@code external_source_version}
 * or {@code revision}. A commit, or the version of an external model, counts only once it stands in its column.
 *
 * <p>The database decides it, in the function {@code pin_strength}. The strengths stand here from the firmest on.
 */
public enum PinStrength {
    /** 40 or 64 hexadecimal digits: always the same code. */
    COMMIT,
    /** A tag or version: the same code unless somebody moves the tag. */
    TAG,
    /** 7 to 39 hexadecimal digits, one a letter: one commit today, maybe two tomorrow. */
    SHORT_SHA,
    /** A branch, or a name such as {@code latest}: other code tomorrow. */
    BRANCH,
    /** No revision is named. */
    NONE;

    /** Returns the strength as the database and JSON write it, for example {@code short_sha}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the strength that {@code text} names, as the database and JSON write it.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static PinStrength of(String text) {
        for (PinStrength strength : values()) {
            if (strength.text().equals(text)) {
                return strength;
            }
        }
        throw new IllegalArgumentException("not a pin strength: '%s'".formatted(text));
    }
}
