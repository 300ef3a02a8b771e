package ai.scidex.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model whose code cannot be found again from what the catalog has: an internal one without repository, commit or entry
 * point, an external one without a valid address or a version that stays.
 *
 * @param artifactId the model artifact
 * @param title what people call it
 * @param isExternal whether somebody else made it; of a model that is not in the catalog yet, what its artifact says
 * @param missing what is not there or not usable, at least one
 * @param pinStrength how firmly its revision is named all the same
 * @param said what the metadata says under the keys that name code or its revision, by key; texts as they are, anything
 *     else as JSON; cut to 1,000 characters, and without the credentials of URLs
 */
public record CodeGap(
        ArtifactId artifactId,
        @Nullable String title,
        boolean isExternal,
        List<Missing> missing,
        PinStrength pinStrength,
        Map<String, String> said) {

    public CodeGap {
        missing = List.copyOf(missing);
        said = Map.copyOf(said);
        if (missing.isEmpty()) {
            throw new IllegalArgumentException("nothing is missing of %s".formatted(artifactId));
        }
    }

    /** What a model may lack. */
    public enum Missing {
        /** Its row in {@code model_versions}: nobody has brought it into the catalog. */
        MODEL_VERSION,
        /** Of an internal model: the repository. */
        CODE_REPO_URL,
        /** Of an internal model: the commit. */
        CODE_COMMIT_SHA,
        /** Of an internal model: the training program. */
        CODE_ENTRYPOINT,
        /** Of an external model: an absolute http(s) URL without credentials in {@code artifacts.origin_url}. */
        ORIGIN_URL,
        /** Of an external model: such a URL in {@code external_source_url}. */
        EXTERNAL_SOURCE_URL,
        /** Of an external model: a commit, tag or version in {@code external_source_version}. */
        EXTERNAL_SOURCE_VERSION;

        /** Returns the name of what is missing as the tables write it, for example {@code code_repo_url}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
