package ai.scidex.migration.revert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run that was to be taken back.
 *
 * @param runId the run; absent if there is none to take back
 * @param restored how many artifacts are as they were before it, which was compared by SHA-256
 * @param left the artifacts that were left as they are, each with the reason
 */
public record RevertResult(@Nullable String runId, long restored, List<LeftArtifact> left) {

    public RevertResult {
        left = List.copyOf(left);
    }

    /** Returns the result where no run is there to take back. */
    public static RevertResult ofNothing() {
        return new RevertResult(null, 0, List.of());
    }

    /**
     * An artifact that was left as it is.
     *
     * @param artifactId the artifact
     * @param reason why
     */
    public record LeftArtifact(String artifactId, String reason) {}
}
