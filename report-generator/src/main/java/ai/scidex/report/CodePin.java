package ai.scidex.report;

import org.jspecify.annotations.Nullable;

/**
 * The code that a model is pinned to, as far as it is known.
 *
 * @param repoUrl the repository; absent if unknown
 * @param commitSha the commit; absent if unknown
 * @param entrypoint the file to run; absent if unknown
 */
public record CodePin(
        @Nullable String repoUrl,
        @Nullable String commitSha,
        @Nullable String entrypoint) {

    /** Returns the pin of a model of whose code nothing is known. */
    public static CodePin none() {
        return new CodePin(null, null, null);
    }
}
