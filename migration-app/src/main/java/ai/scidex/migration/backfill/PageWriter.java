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
        List<Adoption> adoptions = adoptions(landings, decisions);
        AdoptionResult first = catalog.adoptAll(occasion, adoptions);
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        Set<ArtifactId> stale = new TreeSet<>(first.stale());
        List<Decision> written = new ArrayList<>();
        List<Decision> invalid = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            Decision decision = decisions.get(i);
            ArtifactId id = decision.artifact().id();
            if (first.adopted().contains(id)) {
                written.add(decision);
                outcomes.merge(adoptions.get(i).outcome(), 1L, Long::sum);
            } else if (first.invalid().containsKey(id)) {
                invalid.add(decision.heldBy(first.invalid().getOrDefault(id, List.of())));
            }
        }
        if (!invalid.isEmpty()) {
            AdoptionResult second = catalog.adoptAll(occasion, adoptions(landings, invalid));
            stale.addAll(second.stale());
            invalid.stream()
                    .filter(decision ->
                            second.adopted().contains(decision.artifact().id()))
                    .forEach(written::add);
            outcomes.merge(Outcome.HELD, (long) second.adopted().size(), Long::sum);
        }
        holds.open(runId, written);
        return new Page(outcomes, stale);
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
     * @param outcomes how many artifacts were written with each outcome
     * @param stale the artifacts that were edited since they were read, and so were left alone
     */
    record Page(Map<Outcome, Long> outcomes, Set<ArtifactId> stale) {

        long written() {
            return outcomes.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
