package ai.scidex.catalog;

import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.Violation;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes artifacts into the catalog that exist already. */
@Singleton
class Adoptions {

    private final MetadataValidator validator;
    private final AdoptionStatements statements;

    Adoptions(MetadataValidator validator, AdoptionStatements statements) {
        this.validator = validator;
        this.statements = statements;
    }

    /** Writes all that are neither stale nor invalid, in one transaction. */
    @Transactional
    public AdoptionResult adoptAll(Occasion occasion, List<Adoption> adoptions) {
        Map<ArtifactId, List<Violation>> invalid = new HashMap<>();
        List<Adoption> valid = new ArrayList<>();
        for (Adoption adoption : adoptions) {
            List<Violation> violations = adoption.violations(validator);
            if (violations.isEmpty()) {
                valid.add(adoption);
            } else {
                invalid.put(adoption.version().artifactId(), violations);
            }
        }
        Set<ArtifactId> stale = valid.isEmpty() ? Set.of() : statements.adopt(occasion, valid);
        Set<ArtifactId> adopted = new HashSet<>();
        valid.forEach(adoption -> adopted.add(adoption.version().artifactId()));
        adopted.removeAll(stale);
        return new AdoptionResult(adopted, stale, invalid);
    }
}
