package ai.scidex.catalog;

import ai.scidex.catalog.validation.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a page of adoptions.
 *
 * @param adopted written
 * @param stale left alone, because somebody edited them since they were read
 * @param invalid left alone, because their new metadata would break the schema
 */
public record AdoptionResult(Set<ArtifactId> adopted, Set<ArtifactId> stale, Map<ArtifactId, List<Violation>> invalid) {

    public AdoptionResult {
        adopted = Set.copyOf(adopted);
        stale = Set.copyOf(stale);
        invalid = Map.copyOf(invalid);
    }
}
