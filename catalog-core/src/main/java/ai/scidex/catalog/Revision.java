package ai.scidex.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Decides an adopted artifact anew, on what the run found.
 *
 * @param revises the change of the run that this one decides anew
 * @param adoption the decision: its change is about the metadata that the run found, its version is the row to write as it
 *     stands here
 * @param replaced whether the change is the whole document, and nothing of what the run found stays in it
 * @param originType the {@code origin_type} that the artifact has while it is not upgraded as an external model
 * @param originUrl the {@code origin_url} that it has then; an upgraded external model without one gets its source
 */
public record Revision(
        long revises,
        Adoption adoption,
        boolean replaced,
        @Nullable String originType,
        @Nullable String originUrl) {}
