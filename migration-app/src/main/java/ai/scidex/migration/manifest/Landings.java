package ai.scidex.migration.manifest;

import ai.scidex.catalog.ArtifactId;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest matched with the models of a database.
 *
 * @param manifest the manifest; absent if there is none
 * @param byModel where each model lands that the manifest names
 */
public record Landings(Optional<Manifest> manifest, Map<ArtifactId, Landing> byModel) {

    public Landings {
        byModel = Map.copyOf(byModel);
    }

    /** Returns where {@code model} lands. */
    public Landing of(ArtifactId model) {
        return byModel.getOrDefault(model, Landing.CANDIDATE);
    }
}
