package ai.scidex.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted. Lists are in the order of the ids' bytes, and a page begins after the id that the page
 * before ended with, so that what is added or removed meanwhile neither repeats nor hides anything else.
 *
 * @param after the last id of the page before; absent for the first page
 * @param size how many entries it has at most, 1 to {@value #LARGEST}
 */
public record PageRequest(@Nullable ArtifactId after, int size) {

    /** How many entries a page has where nobody says otherwise. */
    public static final int USUAL = 100;

    /** How many entries a page may have. */
    public static final int LARGEST = 1_000;

    public PageRequest {
        if (size < 1 || size > LARGEST) {
            throw new InvalidValueException("size", "a page has 1 to %d entries, not %d".formatted(LARGEST, size));
        }
    }

    /** Returns the first page, of {@value #USUAL} entries. */
    public static PageRequest first() {
        return new PageRequest(null, USUAL);
    }

    /** Returns the page after {@code id}, of the same size. */
    public PageRequest after(ArtifactId id) {
        return new PageRequest(id, size);
    }

    /** Returns the same page with at most {@code entries} entries. */
    public PageRequest withSize(int entries) {
        return new PageRequest(after, entries);
    }
}
