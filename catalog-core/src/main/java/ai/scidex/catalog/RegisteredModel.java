package ai.scidex.catalog;

/**
 * A model that was registered.
 *
 * @param artifactId the id it was given
 * @param versionNumber its number in its lineage, counted from 1
 * @param promotionState where it stands in the evaluation gate
 */
public record RegisteredModel(ArtifactId artifactId, int versionNumber, PromotionState promotionState) {}
