package ai.scidex.migration.review;

import org.jspecify.annotations.Nullable;

/**
 * Which holds are listed.
 *
 * @param status those in this state; absent for all
 * @param artifactId those of this artifact; absent for all
 */
public record HoldFilter(@Nullable String status, @Nullable String artifactId) {

    /** Returns the filter that lets every hold that waits pass. */
    public static HoldFilter open() {
        return new HoldFilter(HeldField.OPEN, null);
    }
}
