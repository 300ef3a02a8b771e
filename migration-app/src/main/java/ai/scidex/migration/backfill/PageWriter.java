package ai.scidex.migration.backfill;

import ai.scidex.catalog.Adoption;
import ai.scidex.catalog.Adoption.Outcome;
import ai.scidex.catalog.AdoptionResult;
import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.Occasion;
import ai.scidex.migration.backfill.Claims.Claim;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.manifest.Landing;
import ai.scidex.migration.manifest.Landings;
import ai.scidex.migration.transaction.TransactionBounds;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes a page of decisions and its holds in one transaction. */
@Singleton
class PageWriter {

    private final ModelCatalog catalog;
    private final Holds holds;
    private final Claims claims;
    private final TransactionBounds bounds;

    PageWriter(ModelCatalog catalog, Holds holds, Claims claims, TransactionBounds bounds) {
        this.catalog = catalog;
        this.holds = holds;
        this.claims = claims;
        this.bounds = bounds;
    }

    /**
     * Writes {@code decisions}; a decision whose metadata the validator refuses is written as a held one.
     *
     * @param claim what makes the page ours to write
     * @return what was written
     * @throws Claims.LostException if the page is not ours any more; then nothing is written
     */
    @Transactional
    public Page write(Occasion occasion, long runId, Claim claim, Landings landings, List<Decision> decisions) {
        bounds.set();
        claims.keep(claim);
        AdoptionResult first = catalog.adoptAll(occasion, adoptions(landings, decisions));
        List<Decision> written = new ArrayList<>();
        List<Decision> invalid = new ArrayList<>();
        for (Decision decision : decisions) {
            ArtifactId id = decision.artifact().id();
            if (first.adopted().contains(id)) {
                written.add(decision);
            } else if (first.invalid().containsKey(id)) {
                invalid.add(decision.heldBy(first.invalid().getOrDefault(id, List.of())));
            }
        }
        if (!invalid.isEmpty()) {
            Set<ArtifactId> adopted =
                    catalog.adoptAll(occasion, adoptions(landings, invalid)).adopted();
            invalid.stream()
                    .filter(decision -> adopted.contains(decision.artifact().id()))
                    .forEach(written::add);
        }
        holds.open(runId, written);
        return new Page(written, left(decisions, written));
    }

    private static Set<ArtifactId> left(List<Decision> decisions, List<Decision> written) {
        Set<ArtifactId> left = new TreeSet<>();
        decisions.forEach(decision -> left.add(decision.artifact().id()));
        written.forEach(decision -> left.remove(decision.artifact().id()));
        return left;
    }

    private static List<Adoption> adoptions(Landings landings, List<Decision> decisions) {
        return decisions.stream()
                .map(decision -> {
                    Landing landing = landings.of(decision.artifact().id());
                    return decision.adoption(landing.state(), landing.reason());
                })
                .toList();
    }

    /**
     * What became of a page.
     *
     * @param written the decisions that were written
     * @param stale the artifacts that were edited since they were read, and so were left alone
     */
    record Page(List<Decision> written, Set<ArtifactId> stale) {

        Map<Outcome, Long> outcomes() {
            Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
            written.forEach(decision -> outcomes.merge(decision.outcome(), 1L, Long::sum));
            return outcomes;
        }
    }
}
