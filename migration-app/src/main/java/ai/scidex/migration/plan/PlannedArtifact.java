package ai.scidex.migration.plan;

import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.Hold;
import ai.scidex.migration.manifest.Landing;
import java.util.List;

/**
 * What a backfill would do with a model artifact.
 *
 * @param artifactId the artifact
 * @param outcome {@code upgraded}, {@code held} or {@code unchanged}
 * @param holds the fields that would wait for a person
 * @param sha256 the fingerprint of what was read of the artifact and of all that would be written
 */
public record PlannedArtifact(String artifactId, String outcome, List<PlannedHold> holds, String sha256) {

    private static final int SHORT_DIGITS = 16;
    private static final int HEXADECIMAL = 16;

    public PlannedArtifact {
        holds = List.copyOf(holds);
    }

    static PlannedArtifact of(Decision decision, Landing landing) {
        return new PlannedArtifact(
                decision.artifact().id().value(),
                decision.outcome().text(),
                decision.holds().stream().map(PlannedHold::of).toList(),
                Fingerprint.of(decision, landing));
    }

    /** Returns the first eight bytes of the fingerprint. */
    long shortFingerprint() {
        return Long.parseUnsignedLong(sha256, 0, SHORT_DIGITS, HEXADECIMAL);
    }

    /**
     * A field that would wait for a person.
     *
     * @param field the field
     * @param reason why
     * @param required whether the metadata stays as it is until the field is decided
     */
    public record PlannedHold(String field, String reason, boolean required) {

        static PlannedHold of(Hold hold) {
            return new PlannedHold(hold.field().text(), hold.reason().text(), hold.required());
        }
    }
}
