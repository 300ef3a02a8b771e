package ai.scidex.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a page of artifacts for which a run is taken back.
 *
 * @param restored as they were before the run
 * @param left left alone, with every reason; in no order
 */
public record RestorationResult(Set<ArtifactId> restored, Map<ArtifactId, List<Obstacle>> left) {

    public RestorationResult {
        restored = Set.copyOf(restored);
        left = Map.copyOf(left);
    }
}
