package ai.scidex.catalog;

import ai.scidex.catalog.LockedLineage.Member;
import ai.scidex.catalog.PromotionStatements.Standing;
import ai.scidex.catalog.PromotionStatements.StepDown;
import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.Violation;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves versions in the evaluation gate. While one of a lineage moves, no other does. */
@Singleton
class Promotions {

    private final MetadataValidator validator;
    private final LineageLock lineages;
    private final PromotionStatements statements;

    Promotions(MetadataValidator validator, LineageLock lineages, PromotionStatements statements) {
        this.validator = validator;
        this.lineages = lineages;
        this.statements = statements;
    }

    /** Promotes a candidate, unless the decision did not look at what is the latest version now. */
    @Transactional
    public Promotion promote(ArtifactId candidate, PromotionDecision decision) {
        LockedLineage lineage = lineages.lock(candidate);
        String remedy = lineage.state() == PromotionState.SUPERSEDED ? " but by a roll back" : "";
        refuseUnless(PromotionState.CANDIDATE, lineage, PromotionState.PROMOTED, remedy);
        List<Member> latest = lineage.latestBeside();
        boolean comparedWithLatest = latest.isEmpty() ? decision.comparedWith() == null : compared(latest, decision);
        if (!comparedWithLatest) {
            throw conflict(candidate, decision, latest);
        }
        return makeLatest(lineage, decision);
    }

    /** Promotes a superseded version again, unless the decision names another than what is the latest version now. */
    @Transactional
    public Promotion rollBack(ArtifactId to, PromotionDecision decision) {
        LockedLineage lineage = lineages.lock(to);
        String remedy = lineage.state() == PromotionState.CANDIDATE ? " by a roll back; promote it" : "";
        refuseUnless(PromotionState.SUPERSEDED, lineage, PromotionState.PROMOTED, remedy);
        List<Member> latest = lineage.latestBeside();
        if (decision.comparedWith() != null && !compared(latest, decision)) {
            throw conflict(to, decision, latest);
        }
        return makeLatest(lineage, decision);
    }

    /** Rejects a candidate, whatever is the latest version now: that one stays it. */
    @Transactional
    public Promotion reject(ArtifactId candidate, PromotionDecision decision) {
        LockedLineage lineage = lineages.lock(candidate);
        refuseUnless(PromotionState.CANDIDATE, lineage, PromotionState.REJECTED, "");
        Instant occurredAt = statements.reject(candidate, announcement(candidate, decision), decision.reason());
        return new Promotion(
                candidate, PromotionState.CANDIDATE, PromotionState.REJECTED, List.of(), decision, occurredAt);
    }

    private Promotion makeLatest(LockedLineage lineage, PromotionDecision decision) {
        ArtifactId model = lineage.model();
        refuseUnfit(model, statements.standing(model));
        List<Member> latest = lineage.latestBeside();
        Instant occurredAt =
                statements.promote(model, stepDown(latest), announcement(model, decision), decision.reason());
        return new Promotion(
                model,
                lineage.state(),
                PromotionState.PROMOTED,
                latest.stream().map(Member::id).toList(),
                decision,
                occurredAt);
    }

    /** The database's trigger refuses the same, but does not know which call meant which move. */
    private static void refuseUnless(PromotionState from, LockedLineage lineage, PromotionState to, String remedy) {
        if (lineage.state() != from) {
            throw new IllegalMoveException(lineage.model(), lineage.state(), to, remedy);
        }
    }

    private static boolean compared(List<Member> latest, PromotionDecision decision) {
        return latest.stream().anyMatch(member -> member.id().equals(decision.comparedWith()));
    }

    private static PromotionConflictException conflict(
            ArtifactId model, PromotionDecision decision, List<Member> latest) {
        return new PromotionConflictException(
                model, decision.comparedWith(), latest.stream().map(Member::id).toList());
    }

    private void refuseUnfit(ArtifactId model, Standing standing) {
        List<Violation> violations =
                validator.validate(metadata(model, standing.metadata())).violations();
        if (!violations.isEmpty()) {
            throw new InvalidModelMetadataException(violations);
        }
        if (!standing.held().isEmpty()) {
            throw new OpenHoldsException(model, standing.held());
        }
    }

    private static JsonNode metadata(ArtifactId model, @Nullable String text) {
        try {
            return text == null ? JsonNodeFactory.instance.nullNode() : MetadataJson.parse(text);
        } catch (JsonProcessingException e) {
            throw new RefusedWriteException(
                    "the metadata of model '%s' is beyond the limits of what can be judged: %s"
                            .formatted(GivenText.shown(model.value()), e.getOriginalMessage()),
                    e);
        }
    }

    /** A version without a row in {@code model_versions} steps down in {@code artifacts} alone. */
    private static StepDown stepDown(List<Member> latest) {
        List<ArtifactId> superseded = latest.stream()
                .filter(member -> member.state() != PromotionState.REJECTED)
                .map(Member::id)
                .toList();
        List<ArtifactId> aside = latest.stream()
                .filter(member -> member.state() == PromotionState.REJECTED)
                .map(Member::id)
                .toList();
        List<ArtifactId> moved = latest.stream()
                .filter(member -> member.state() != null && member.state().canMoveTo(PromotionState.SUPERSEDED))
                .map(Member::id)
                .toList();
        return new StepDown(superseded, aside, moved);
    }

    /** What the ledger says beside both moves, that of the version which steps down too. */
    private static Announcement announcement(ArtifactId version, PromotionDecision decision) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode();
        evidence.put("version", version.value());
        if (decision.comparedWith() != null) {
            evidence.put("comparedWith", decision.comparedWith().value());
        }
        if (decision.evidence() != null) {
            evidence.setAll(decision.evidence().json());
        }
        return new Announcement(decision.by(), decision.reason(), MetadataJson.write(evidence));
    }
}
