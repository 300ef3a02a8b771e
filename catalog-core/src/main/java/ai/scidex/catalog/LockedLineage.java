package ai.scidex.catalog;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A lineage that nobody else changes before our transaction ends.
 *
 * @param model the version of it that the transaction is about
 * @param highestNumber the highest version number in it; 0 if none of its versions has one
 * @param members that version and those that are latest, in the order of their ids
 */
record LockedLineage(ArtifactId model, int highestNumber, List<Member> members) {

    LockedLineage {
        members = List.copyOf(members);
    }

    /**
     * Returns where the version stands.
     *
     * @throws NoSuchModelException if it has no row in {@code model_versions}
     */
    PromotionState state() {
        return members.stream()
                .filter(member -> member.id().equals(model))
                .flatMap(member -> Stream.ofNullable(member.state()))
                .findFirst()
                .orElseThrow(() -> NoSuchModelException.withoutRow(model));
    }

    /**
     * Returns the number of the next version.
     *
     * @throws RefusedWriteException if there is none that the column can hold
     */
    int nextNumber() {
        if (highestNumber == Integer.MAX_VALUE) {
            throw new RefusedWriteException(
                    "the lineage of model '%s' has a version %d, and there is no number above that"
                            .formatted(GivenText.shown(model.value()), highestNumber));
        }
        return highestNumber + 1;
    }

    /** Returns the others that are latest: at most one, where nobody broke the rule. */
    List<Member> latestBeside() {
        return members.stream()
                .filter(member -> member.isLatest() && !member.id().equals(model))
                .toList();
    }

    /**
     * One version of a lineage.
     *
     * @param state where it stands; absent while it has no row in {@code model_versions}
     */
    record Member(ArtifactId id, boolean isLatest, @Nullable PromotionState state) {}
}
