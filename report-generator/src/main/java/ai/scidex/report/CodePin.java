package ai.scidex.report;

import org.jspecify.annotations.Nullable;

/**
 * The code that a model is pinned to, as far as it is known.
 *
 * @param repoUrl the repository; absent if unknown
 * @param commitSha the commit; absent if unknown
 * @param entrypoint the file to run; absent if unknown
 * @param strength how firmly the revision is named, from {@code commit} to {@code none}; of an external model its own
 *     revision counts
 */
public record CodePin(
        @Nullable String repoUrl,
        @Nullable String commitSha,
        @Nullable String entrypoint,
        String strength) {

    public CodePin {
        Text.requireNotBlank(strength, "the strength of a pin");
    }

    /** Returns the pin of a model of whose code nothing is known. */
    public static CodePin none() {
        return new CodePin(null, null, null, "none");
    }
}
