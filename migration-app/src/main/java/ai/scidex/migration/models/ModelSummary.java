package ai.scidex.migration.models;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One model of a list. Names are those of the tables; what is said nowhere is absent.
 *
 * @param pinStrength how firmly its revision is named
 * @param evaluationMetrics by name, as they were recorded
 * @param createdAt when its row was written, in UTC
 */
public record ModelSummary(
        String artifactId,
        @Nullable String title,
        @Nullable Integer versionNumber,
        boolean isLatest,
        boolean isExternal,
        @Nullable String modelFamily,
        @Nullable String framework,
        String promotionState,
        String pinStrength,
        @Nullable String trainedBy,
        @Nullable String evalDatasetArtifactId,
        @Nullable String benchmarkId,
        @Nullable JsonNode evaluationMetrics,
        @Nullable String createdAt) {}
