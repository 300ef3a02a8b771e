package ai.scidex.migration;

import ai.scidex.catalog.validation.Violation;
import ai.scidex.migration.decision.Hold;
import ai.scidex.migration.review.HeldField;
import ai.scidex.migration.review.Resolution;
import ai.scidex.migration.review.Resolution.Closed;
import ai.scidex.migration.review.Resolution.OtherState;
import ai.scidex.migration.review.Resolution.Refused;
import ai.scidex.migration.review.Resolution.Stale;
import ai.scidex.migration.review.Resolution.StillHeld;
import ai.scidex.migration.review.Resolution.Upgraded;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a decision comes to, as programs read it.
 *
 * @param holdId the hold
 * @param artifactId the artifact
 * @param field the field
 * @param result {@code upgraded}, {@code held} or {@code closed}; or why nothing was done: {@code refused}, {@code stale} or
 *     {@code other_state}
 * @param holds the fields of the artifact that wait after it
 * @param violations what is wrong with the value
 * @param message the answer in a sentence
 */
record ReviewAnswer(
        long holdId,
        String artifactId,
        String field,
        String result,
        List<StillOpen> holds,
        List<Violation> violations,
        String message) {

    /** A field that waits. */
    record StillOpen(String field, String reason, boolean required) {}

    static ReviewAnswer of(HeldField hold, Resolution resolution) {
        String artifact = hold.artifactId();
        if (resolution instanceof Upgraded upgraded) {
            return done(hold, "upgraded", upgraded.holds(), "no required field of %s is held".formatted(artifact));
        }
        if (resolution instanceof StillHeld held) {
            return done(hold, "held", held.holds(), "%s waits for required fields".formatted(artifact));
        }
        if (resolution instanceof Closed) {
            return done(
                    hold,
                    "closed",
                    List.of(),
                    "somebody changed %s since, so nothing else was done".formatted(artifact));
        }
        if (resolution instanceof Refused refused) {
            String reasons =
                    refused.violations().stream().map(Violation::toString).collect(Collectors.joining("; "));
            return undone(hold, "refused", refused.violations(), reasons);
        }
        if (resolution instanceof Stale stale) {
            return undone(hold, "stale", List.of(), stale.reason());
        }
        if (resolution instanceof OtherState other) {
            return undone(hold, "other_state", List.of(), state(other.hold()));
        }
        throw new AssertionError("unhandled " + resolution);
    }

    /** Returns whether it was recorded. */
    boolean isDone() {
        return result.equals("upgraded") || result.equals("held") || result.equals("closed");
    }

    void print(String what, Output.Lines lines) {
        lines.line("%s hold %d, %s of %s".formatted(what, holdId, field, artifactId));
        lines.line("  " + message);
        holds.forEach(hold -> lines.line("  %s is held: %s, %s"
                .formatted(hold.field(), hold.required() ? "required" : "optional", hold.reason())));
    }

    private static ReviewAnswer done(HeldField hold, String result, List<Hold> holds, String message) {
        List<StillOpen> open = holds.stream()
                .map(one -> new StillOpen(one.field().text(), one.reason().text(), one.required()))
                .toList();
        return new ReviewAnswer(hold.holdId(), hold.artifactId(), hold.field(), result, open, List.of(), message);
    }

    private static ReviewAnswer undone(HeldField hold, String result, List<Violation> violations, String message) {
        return new ReviewAnswer(hold.holdId(), hold.artifactId(), hold.field(), result, List.of(), violations, message);
    }

    private static String state(HeldField hold) {
        HeldField.@Nullable Made decision = hold.decision();
        return decision == null
                ? "it is open, and nobody decided it"
                : "it was " + HoldText.decision(hold.status(), decision);
    }
}
