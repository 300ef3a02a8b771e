package ai.scidex.catalog;

import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.Violation;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides artifacts anew that a run decided. */
@Singleton
class Revisions {

    private final MetadataValidator validator;
    private final RevisionStatements statements;

    Revisions(MetadataValidator validator, RevisionStatements statements) {
        this.validator = validator;
        this.statements = statements;
    }

    /** Writes the revision unless it is stale or invalid, in one transaction. */
    @Transactional
    public AdoptionResult revise(Occasion occasion, Revision revision) {
        Set<ArtifactId> artifact = Set.of(revision.adoption().version().artifactId());
        List<Violation> violations = revision.adoption().violations(validator);
        if (!violations.isEmpty()) {
            return new AdoptionResult(
                    Set.of(), Set.of(), Map.of(artifact.iterator().next(), violations));
        }
        boolean done = statements.revise(occasion, revision);
        return new AdoptionResult(done ? artifact : Set.of(), done ? Set.of() : artifact, Map.of());
    }
}
