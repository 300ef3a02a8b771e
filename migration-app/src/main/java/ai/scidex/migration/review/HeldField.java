package ai.scidex.migration.review;

import ai.scidex.migration.decision.Candidate;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field that waits for a person, or that a person decided.
 *
 * @param holdId the number of the hold
 * @param artifactId the artifact
 * @param field the field, a metadata key or a column
 * @param reason why the rules did not decide it
 * @param required whether the metadata stays as it is until the field is decided
 * @param candidates the values that it might have
 * @param status {@code open}, {@code resolved}, {@code dismissed} or {@code withdrawn}
 * @param seenSha256 the SHA-256 of the metadata that it was held on; absent where there was none
 * @param changedSince whether somebody changed the artifact since it was decided, so that no value is taken any more
 * @param runId the run that holds it
 * @param decision what a person decided; absent while it is open
 */
public record HeldField(
        long holdId,
        String artifactId,
        String field,
        String reason,
        boolean required,
        List<Candidate> candidates,
        String status,
        @Nullable String seenSha256,
        boolean changedSince,
        String runId,
        @Nullable Made decision) {

    static final String OPEN = "open";
    static final String RESOLVED = "resolved";
    static final String DISMISSED = "dismissed";

    public HeldField {
        candidates = List.copyOf(candidates);
    }

    /** Returns whether it waits for a person. */
    public boolean isOpen() {
        return status.equals(OPEN);
    }

    /**
     * A decision that was made.
     *
     * @param value the value; absent if the field stays empty
     * @param by who decided
     * @param at when, ISO-8601 in UTC
     * @param note why
     */
    public record Made(
            @Nullable JsonNode value,
            String by,
            String at,
            @Nullable String note) {}
}
