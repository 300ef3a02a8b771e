package ai.scidex.migration.decision;

import java.util.Set;

/**
 * Which of the ids that legacy artifacts mention exist.
 *
 * @param artifacts the ids that are an artifact's, of any type
 * @param models those among them that are a model's
 */
public record KnownArtifacts(Set<String> artifacts, Set<String> models) {

    public KnownArtifacts {
        artifacts = Set.copyOf(artifacts);
        models = Set.copyOf(models);
        if (!artifacts.containsAll(models)) {
            throw new IllegalArgumentException("models that are no artifacts: %s of %s".formatted(models, artifacts));
        }
    }

    /** Returns the knowledge of an empty database. */
    public static KnownArtifacts none() {
        return new KnownArtifacts(Set.of(), Set.of());
    }
}
