package ai.scidex.migration.review;

/**
 * What became of a decision that was made on another database.
 *
 * @param entry which entry of the file it is, counted from 1
 * @param artifactId the artifact
 * @param field the field
 * @param result {@code applied}; {@code skipped}, because it is so already; or {@code refused}
 * @param message what follows from it, or why not
 */
public record Replayed(int entry, String artifactId, String field, String result, String message) {

    static final String APPLIED = "applied";
    static final String SKIPPED = "skipped";
    static final String REFUSED = "refused";

    /** Returns whether nothing was done, although something should have been. */
    public boolean isRefused() {
        return result.equals(REFUSED);
    }
}
