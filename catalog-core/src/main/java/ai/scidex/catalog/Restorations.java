package ai.scidex.catalog;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes back what a run did. */
@Singleton
class Restorations {

    private final RestorationQueries queries;
    private final RestorationStatements statements;

    Restorations(RestorationQueries queries, RestorationStatements statements) {
        this.queries = queries;
        this.statements = statements;
    }

    /** Restores all that nobody did anything with since, in one transaction. */
    @Transactional
    public RestorationResult restoreAll(Occasion by, List<ArtifactId> artifacts) {
        Long runId = by.runId();
        if (runId == null) {
            throw new IllegalArgumentException("the occasion names no run to take back");
        }
        Map<ArtifactId, List<Obstacle>> left = new HashMap<>();
        Set<ArtifactId> restored = new HashSet<>();
        queries.judge(runId, artifacts).forEach((artifact, obstacles) -> {
            if (obstacles.isEmpty()) {
                restored.add(artifact);
            } else {
                left.put(artifact, obstacles);
            }
        });
        if (!restored.isEmpty()) {
            statements.restore(by.actor(), runId, restored);
        }
        return new RestorationResult(restored, left);
    }
}
