package ai.scidex.migration.review;

import ai.scidex.catalog.Adoption;
import ai.scidex.catalog.Adoption.Outcome;
import ai.scidex.catalog.AdoptionResult;
import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.Occasion;
import ai.scidex.catalog.Revision;
import ai.scidex.catalog.validation.Violation;
import ai.scidex.migration.backfill.Holds;
import ai.scidex.migration.backfill.LegacyArtifacts;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.Field;
import ai.scidex.migration.decision.FieldDecision.Held;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import ai.scidex.migration.decision.LegacyArtifact;
import ai.scidex.migration.decision.Rules;
import ai.scidex.migration.decision.Ruling;
import ai.scidex.migration.decision.Rulings;
import ai.scidex.migration.review.Resolution.Closed;
import ai.scidex.migration.review.Resolution.OtherState;
import ai.scidex.migration.review.Resolution.Refused;
import ai.scidex.migration.review.Resolution.Stale;
import ai.scidex.migration.review.Resolution.StillHeld;
import ai.scidex.migration.review.Resolution.Upgraded;
import ai.scidex.migration.review.ReviewedArtifacts.Changed;
import ai.scidex.migration.review.ReviewedArtifacts.Current;
import ai.scidex.migration.review.ReviewedArtifacts.Finding;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A decision of a person, carried out in one transaction.
 *
 * <p>The artifact is locked first and read after that. So of two reviewers at once one wins, and the other finds what the
 * first one made; a page of a run is before a review or after it.
 */
@Singleton
class ReviewTransaction {

    private final HeldFields fields;
    private final ReviewedArtifacts artifacts;
    private final LegacyArtifacts known;
    private final Judgements judgements;
    private final Holds holds;
    private final Ledger ledger;
    private final ModelCatalog catalog;

    ReviewTransaction(
            HeldFields fields,
            ReviewedArtifacts artifacts,
            LegacyArtifacts known,
            Judgements judgements,
            Holds holds,
            Ledger ledger,
            ModelCatalog catalog) {
        this.fields = fields;
        this.artifacts = artifacts;
        this.known = known;
        this.judgements = judgements;
        this.holds = holds;
        this.ledger = ledger;
        this.catalog = catalog;
    }

    @Transactional
    public Resolution resolve(long holdId, JsonNode value, Reviewer reviewer) {
        HeldField hold = lock(holdId);
        if (!hold.isOpen()) {
            return new OtherState(hold);
        }
        ReviewedArtifact artifact = current(hold);
        Field field = field(hold);
        Rulings rulings = rulings(artifact).with(field, new Ruling.Value(value));
        Decision decision = decide(artifact, rulings);
        refuse(judgements.of(decision, field, value));
        JsonNode taken = decision.fields().get(field) instanceof Mapped mapped ? mapped.value() : value;
        ledger.close(hold, taken, reviewer);
        return carryOut(artifact, decision, field, reviewer);
    }

    /** An optional field may stay empty whatever became of the artifact; where it is another by now, that is all. */
    @Transactional
    public Resolution dismiss(long holdId, Reviewer reviewer) {
        HeldField hold = lock(holdId);
        if (!hold.isOpen()) {
            return new OtherState(hold);
        }
        if (hold.required()) {
            return Refused.because(hold.field(), "required", "a required field cannot stay empty; resolve it");
        }
        Finding finding = artifacts.read(hold);
        ledger.close(hold, null, reviewer);
        if (!(finding instanceof Current current)) {
            return new Closed();
        }
        ReviewedArtifact artifact = current.artifact();
        return carryOut(artifact, decide(artifact, rulings(artifact)), field(hold), reviewer);
    }

    /**
     * Takes a decision back, and what it did: metadata and row become what they would be without it. What came after it
     * must not rest on it.
     */
    @Transactional
    public Resolution reopen(long holdId, Reviewer reviewer) {
        HeldField hold = lock(holdId);
        if (!hold.status().equals(HeldField.RESOLVED) && !hold.status().equals(HeldField.DISMISSED)) {
            return new OtherState(hold);
        }
        ReviewedArtifact artifact = current(hold);
        for (HeldField other : fields.list(new HoldFilter(HeldField.OPEN, hold.artifactId()))) {
            if (other.field().equals(hold.field())) {
                return Refused.because(hold.field(), "open", "hold %d on it is open already".formatted(other.holdId()));
            }
        }
        Field field = field(hold);
        ledger.reopen(hold, reviewer);
        Decision decision = decide(artifact, rulings(artifact));
        if (decision.outcome() == Outcome.HELD && artifact.promotedSince()) {
            throw new UndoneException(Refused.because(
                    hold.field(),
                    "promoted",
                    "the model was promoted since, and a required field of it cannot be open"));
        }
        return carryOut(artifact, decision, field, reviewer);
    }

    /** Locks the artifact of a hold, then reads the hold as it is by then. */
    private HeldField lock(long holdId) {
        artifacts.lock(fields.find(holdId).artifactId());
        return fields.find(holdId);
    }

    /** Returns the artifact as it was decided; where somebody changed it since, that is the answer. */
    private ReviewedArtifact current(HeldField hold) {
        Finding finding = artifacts.read(hold);
        if (finding instanceof Changed changed) {
            throw new UndoneException(new Stale(changed.reason()));
        }
        if (finding instanceof Current current) {
            return current.artifact();
        }
        throw new AssertionError("unhandled " + finding);
    }

    private static Field field(HeldField hold) {
        return Field.named(hold.field())
                .orElseThrow(() -> new UndoneException(
                        new Stale("this version of model-catalog knows no field %s".formatted(hold.field()))));
    }

    /** What people decided goes into the columns again, but for those that others changed since. */
    private Rulings rulings(ReviewedArtifact artifact) {
        LegacyArtifact found = artifact.found();
        Set<Field> ours = EnumSet.allOf(Field.class);
        ours.removeAll(artifact.changedColumns());
        return holds.rulings(List.of(found))
                .getOrDefault(found.id(), Rulings.none())
                .replacing(ours);
    }

    private Decision decide(ReviewedArtifact artifact, Rulings rulings) {
        LegacyArtifact found = artifact.found();
        return Rules.decide(found, known.known(List.of(found), Map.of(found.id(), rulings)), rulings);
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new UndoneException(new Refused(violations));
        }
    }

    /** Writes the decision; what the validator refuses is held, unless it is what the person just decided. */
    private Resolution carryOut(ReviewedArtifact artifact, Decision decision, Field field, Reviewer reviewer) {
        ArtifactId id = artifact.found().id();
        Decision written = decision;
        AdoptionResult result = revise(artifact, written, reviewer);
        if (result.invalid().containsKey(id)) {
            List<Violation> violations = result.invalid().getOrDefault(id, List.of());
            written = decision.heldBy(violations);
            if (written.fields().get(field) instanceof Held) {
                refuse(Judgements.about(field, violations));
                refuse(violations);
            }
            result = revise(artifact, written, reviewer);
        }
        if (!result.adopted().contains(id)) {
            throw new UndoneException(new Stale("somebody changed %s at the same moment; try again".formatted(id)));
        }
        holds.open(artifact.runId(), List.of(written), reviewer.by(), "follows from the decision on " + field.text());
        return written.outcome() == Outcome.HELD ? new StillHeld(written.holds()) : new Upgraded(written.holds());
    }

    private AdoptionResult revise(ReviewedArtifact artifact, Decision decision, Reviewer reviewer) {
        Adoption adoption =
                decision.adoption(artifact.landing().state(), artifact.landing().reason(), artifact.actual());
        boolean sourceIsRuled = decision.fields().get(Field.EXTERNAL_SOURCE_URL) instanceof Mapped mapped
                && mapped.isRuled()
                && decision.outcome() == Outcome.UPGRADED;
        String originUrl = sourceIsRuled
                ? adoption.version().externalSourceUrl()
                : artifact.found().originUrl();
        return catalog.revise(
                new Occasion(reviewer.by(), artifact.runId()),
                new Revision(
                        artifact.revises(),
                        adoption,
                        decision.replacesDocument(),
                        artifact.found().originType(),
                        originUrl));
    }
}
