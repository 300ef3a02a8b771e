package ai.scidex.catalog;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something in a lineage that the catalog would not have written. Rows that were there before it, or plain SQL, may have.
 *
 * @param kind what it is
 * @param artifacts the versions that it is about, in the order of their ids
 */
public record LineageFlaw(Kind kind, List<ArtifactId> artifacts) {

    public LineageFlaw {
        artifacts = artifacts.stream().sorted().toList();
    }

    /** Returns the flaw as a sentence. */
    public String sentence() {
        String ids = artifacts.stream().map(ArtifactId::value).collect(Collectors.joining(", "));
        return kind.sentence.formatted(ids);
    }

    /** What may be wrong with a lineage. */
    public enum Kind {
        /** The parents lead back to a version that was passed already. */
        LOOP("the parents of %s lead in a circle"),
        /** A version names a parent that does not exist or is no model; the lineage counts as beginning there. */
        PARENT_MISSING("the parent of %s does not exist or is no model"),
        /** A version has no parent, and still is not number 1. */
        BEGINS_LATE("%s has no parent, but is not number 1"),
        /** Two versions have the same number. */
        NUMBER_TAKEN_TWICE("several versions have the same number: %s"),
        /** No version is marked as the latest. */
        NO_LATEST("no version is marked as the latest"),
        /** More than one version is marked as the latest. */
        SEVERAL_LATEST("several versions are marked as the latest: %s"),
        /** More than one version is promoted. */
        SEVERAL_PROMOTED("several versions are promoted: %s"),
        /** The lineage has more versions than are read, so the answer is not the whole of it. */
        TOO_LARGE("only a part of the lineage was read");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }
}
