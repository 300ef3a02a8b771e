package ai.scidex.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Who decided on a model version, why, compared with what, and on what evidence. It goes into the ledger as it is.
 *
 * @param by who decided, free text that names a person, an agent or a program, at most 500 characters
 * @param reason why, at most 10,000 characters; it becomes the {@code promotion_notes} of the version
 * @param comparedWith the version that was the latest of the lineage when the decision was made; absent where there was
 *     none beside the one that is decided on
 * @param evidence what the decision rests on
 */
public record PromotionDecision(
        String by,
        String reason,
        @Nullable ArtifactId comparedWith,
        @Nullable PromotionEvidence evidence) {

    /**
     * Checks who and why.
     *
     * @throws InvalidValueException if one of them is blank, a placeholder or too long
     */
    public PromotionDecision {
        by = GivenText.name("by", by);
        reason = GivenText.reason("reason", reason);
    }

    /** Returns a decision on a version that there was nothing to compare with. */
    public static PromotionDecision of(String by, String reason) {
        return new PromotionDecision(by, reason, null, null);
    }

    /** Returns the same decision with the version that the other one was compared with. */
    public PromotionDecision withComparedWith(ArtifactId latest) {
        return new PromotionDecision(by, reason, latest, evidence);
    }

    /** Returns the same decision with its evidence. */
    public PromotionDecision withEvidence(PromotionEvidence basis) {
        return new PromotionDecision(by, reason, comparedWith, basis);
    }
}
