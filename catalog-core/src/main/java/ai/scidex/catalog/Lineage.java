package ai.scidex.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a model stands among the versions that {@code parent_version_id} connects it with. A version without a parent, or
 * whose parent is not there or no model, starts a lineage, whatever its number.
 *
 * <p>Any rows make a lineage, also such as the catalog would not write; {@code flaws} then says what is wrong with them.
 *
 * @param model the model that was asked for
 * @param ancestors its parent, the parent's parent, and so on: the nearest first
 * @param descendants what was made from it, and from that: the nearest first, then by number
 * @param siblings what else was made from its parent, by number
 * @param latest the one version of the whole lineage that is marked as the latest; absent if none or several are
 * @param promoted the one version of the whole lineage that is promoted; absent if none or several are
 * @param baseModelId the model that it was fine-tuned from, which belongs to a lineage of its own
 * @param metricDifferences its metrics beside those of its parent, by name; empty if it has no parent
 * @param flaws what is wrong with the lineage
 */
public record Lineage(
        LineageMember model,
        List<LineageMember> ancestors,
        List<LineageMember> descendants,
        List<LineageMember> siblings,
        @Nullable LineageMember latest,
        @Nullable LineageMember promoted,
        @Nullable ArtifactId baseModelId,
        List<MetricDifference> metricDifferences,
        List<LineageFlaw> flaws) {

    /** How many ancestors of a model are read. */
    public static final int MOST_ANCESTORS = 1_000;

    /** How many versions of one lineage are read; of a larger one the ancestors, and those nearest to its start. */
    public static final int LARGEST = 10_000;

    public Lineage {
        ancestors = List.copyOf(ancestors);
        descendants = List.copyOf(descendants);
        siblings = List.copyOf(siblings);
        metricDifferences = List.copyOf(metricDifferences);
        flaws = List.copyOf(flaws);
    }
}
