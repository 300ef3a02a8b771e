package ai.scidex.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One version of a lineage, as its artifact has it. This is not in {@link ModelVersion}, which is the row of
 * {@code model_versions}: number, parent and latest belong to the artifact, and a version may have no row yet.
 *
 * @param artifactId the model artifact
 * @param title what people call it; absent where the artifact has none
 * @param versionNumber its number in the lineage; absent where the artifact has none
 * @param parentId the version that it says it was made from, which may not exist
 * @param isLatest whether it is marked as the latest
 * @param promotionState where it stands in the evaluation gate; absent if it is not in the catalog yet
 * @param generation how many steps it is below the model that was asked for: 1 for its children, -1 for its parent, 0 for
 *     itself and its siblings
 */
public record LineageMember(
        ArtifactId artifactId,
        @Nullable String title,
        @Nullable Integer versionNumber,
        @Nullable ArtifactId parentId,
        boolean isLatest,
        @Nullable PromotionState promotionState,
        int generation) {}
