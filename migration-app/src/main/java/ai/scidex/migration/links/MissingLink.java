package ai.scidex.migration.links;

import ai.scidex.catalog.CodeGap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model whose code cannot be found again, and the link as far as there is one: filled in, it is an entry of a list of
 * links.
 *
 * @param missing what is not there or not usable
 * @param pinStrength how firmly the revision is named all the same
 * @param said what the metadata says of code and revision, by key
 */
public record MissingLink(
        String artifactId,
        @Nullable String title,
        boolean isExternal,
        List<String> missing,
        String pinStrength,
        Map<String, String> said,
        @Nullable String codeRepoUrl,
        @Nullable String codeCommitSha,
        @Nullable String codeEntrypoint) {

    static MissingLink of(CodeGap gap, @Nullable LinkColumns columns) {
        return new MissingLink(
                gap.artifactId().value(),
                gap.title(),
                gap.isExternal(),
                gap.missing().stream().map(CodeGap.Missing::text).toList(),
                gap.pinStrength().text(),
                new TreeMap<>(gap.said()),
                columns == null ? null : columns.repoUrl(),
                columns == null ? null : columns.commitSha(),
                columns == null ? null : columns.entrypoint());
    }
}
