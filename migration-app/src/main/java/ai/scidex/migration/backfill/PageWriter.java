package ai.scidex.migration.backfill;

import ai.scidex.catalog.Adoption;
import ai.scidex.catalog.Adoption.Outcome;
import ai.scidex.catalog.AdoptionResult;
import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.Occasion;
import ai.scidex.catalog.validation.Violation;
import ai.scidex.migration.backfill.Claims.Claim;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.manifest.Landing;
import ai.scidex.migration.manifest.Landings;
import ai.scidex.migration.transaction.QuickCompression;
import ai.scidex.migration.transaction.TransactionBounds;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a page of decisions and its holds in one transaction. */
@Singleton
class PageWriter {

    private final ModelCatalog catalog;
    private final Holds holds;
    private final Claims claims;
    private final TransactionBounds bounds;
    private final QuickCompression compression;

    PageWriter(
            ModelCatalog catalog, Holds holds, Claims claims, TransactionBounds bounds, QuickCompression compression) {
        this.catalog = catalog;
        this.holds = holds;
        this.claims = claims;
        this.bounds = bounds;
        this.compression = compression;
    }

    /**
     * Writes {@code decisions}; a decision whose metadata the validator refuses is written with those fields held.
     *
     * @param claim what makes the page ours to write
     * @return what was written
     * @throws Claims.LostException if the page is not ours any more; then nothing is written
     */
    @Transactional
    public Page write(Occasion occasion, long runId, Claim claim, Landings landings, List<Decision> decisions) {
        bounds.set();
        claims.keep(claim);
        compression.set();
        Progress progress = new Progress(decisions);
        List<Decision> refused = adopt(occasion, landings, decisions, progress);
        if (!refused.isEmpty()) {
            adopt(occasion, landings, refused, progress);
        }
        holds.open(runId, progress.written);
        return progress.page();
    }

    /** Writes what the catalog takes, and returns the decisions that the validator refuses, with those fields held. */
    private List<Decision> adopt(Occasion occasion, Landings landings, List<Decision> decisions, Progress progress) {
        List<Proposal> proposals = decisions.stream()
                .map(decision -> Proposal.of(decision, landings))
                .toList();
        AdoptionResult result = catalog.adoptAll(
                occasion, proposals.stream().map(Proposal::adoption).toList());
        List<Decision> refused = new ArrayList<>();
        for (Proposal proposal : proposals) {
            List<Violation> violations = result.invalid().get(proposal.id());
            if (violations != null) {
                refused.add(proposal.decision().heldBy(violations));
            } else if (result.adopted().contains(proposal.id())) {
                progress.add(proposal);
            }
        }
        return refused;
    }

    private record Proposal(Decision decision, Adoption adoption) {

        static Proposal of(Decision decision, Landings landings) {
            Landing landing = landings.of(decision.artifact().id());
            return new Proposal(decision, decision.adoption(landing.state(), landing.reason()));
        }

        ArtifactId id() {
            return decision.artifact().id();
        }
    }

    /** What has become of a page so far. */
    private static final class Progress {

        private final List<Decision> written = new ArrayList<>();
        private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        private final Set<ArtifactId> left = new HashSet<>();

        Progress(List<Decision> decisions) {
            decisions.forEach(decision -> left.add(decision.artifact().id()));
        }

        void add(Proposal proposal) {
            written.add(proposal.decision());
            outcomes.merge(proposal.adoption().outcome(), 1L, Long::sum);
            left.remove(proposal.id());
        }

        Page page() {
            return new Page(outcomes, left);
        }
    }

    /**
     * What became of a page.
     *
     * @param outcomes how many artifacts were written with each outcome
     * @param stale the artifacts that were not written, because they were edited since they were read
     */
    record Page(Map<Outcome, Long> outcomes, Set<ArtifactId> stale) {

        Page {
            outcomes = Map.copyOf(outcomes);
            stale = Set.copyOf(stale);
        }

        long written() {
            return outcomes.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
