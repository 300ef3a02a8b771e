package ai.scidex.migration.links;

import ai.scidex.catalog.CodeLink;
import org.jspecify.annotations.Nullable;

/** What a model's row in {@code model_versions}, or an entry of a list, says of its code. What is blank is absent. */
record LinkColumns(
        @Nullable String repoUrl,
        @Nullable String commitSha,
        @Nullable String entrypoint) {

    boolean isComplete() {
        return repoUrl != null && commitSha != null && entrypoint != null;
    }

    /** Returns whether nothing is said here that {@code other} does not say. */
    boolean isPartOf(LinkColumns other) {
        return isSameIfSaid(repoUrl, other.repoUrl)
                && isSameIfSaid(commitSha, other.commitSha)
                && isSameIfSaid(entrypoint, other.entrypoint);
    }

    private static boolean isSameIfSaid(@Nullable String said, @Nullable String other) {
        return said == null || said.equals(other);
    }

    boolean isSame(CodeLink link) {
        return link.repoUrl().equals(repoUrl)
                && link.commitSha().equals(commitSha)
                && link.entrypoint().equals(entrypoint);
    }
}
