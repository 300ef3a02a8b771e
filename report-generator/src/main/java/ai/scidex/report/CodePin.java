package ai.scidex.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
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

    /**
     * Returns all that is known of it.
     *
     * @param code shows a value
     * @param words shows words
     */
    String sentence(UnaryOperator<String> code, UnaryOperator<String> words) {
        List<String> parts = new ArrayList<>();
        if (repoUrl != null) {
            parts.add("repository " + code.apply(repoUrl));
        }
        if (commitSha != null) {
            parts.add("pinned to commit " + code.apply(commitSha));
        }
        if (entrypoint != null) {
            parts.add("entry point " + code.apply(entrypoint));
        }
        if (parts.isEmpty()) {
            parts.add("no code link");
        }
        return "%s; pin strength %s".formatted(String.join(", ", parts), words.apply(strength));
    }
}
