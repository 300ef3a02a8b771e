package ai.scidex.migration.manifest;

import ai.scidex.catalog.ArtifactId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A manifest matched with the models of a database.
 *
 * @param manifest the manifest; absent if there is none
 * @param byModel where each model lands that the manifest names
 */
public record Landings(@Nullable Manifest manifest, Map<ArtifactId, Landing> byModel) {

    public Landings {
        byModel = Map.copyOf(byModel);
    }

    /** Returns what there is without a manifest: every model lands as a candidate. */
    public static Landings withoutManifest() {
        return new Landings(null, Map.of());
    }

    /** Returns where {@code model} lands. */
    public Landing of(ArtifactId model) {
        return byModel.getOrDefault(model, Landing.CANDIDATE);
    }
}
