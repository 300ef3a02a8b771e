package ai.scidex.report;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The whole metadata of an artifact, as a run found it and as it left it.
 *
 * @param before what the run found, as JSON text; absent if there was none, or if it is too long for a report
 * @param beforeSha256 its SHA-256; absent if there was none
 * @param after what the run left, as JSON text; absent if there is none, or if it is too long for a report
 * @param afterSha256 its SHA-256; absent if there is none
 */
public record MetadataChange(
        @Nullable String before,
        @Nullable String beforeSha256,
        @Nullable String after,
        @Nullable String afterSha256) {

    /** Returns the change of an artifact that had no metadata and got none. */
    public static MetadataChange none() {
        return new MetadataChange(null, null, null, null);
    }

    boolean isNone() {
        return beforeSha256 == null && afterSha256 == null;
    }

    boolean isSame() {
        return Objects.equals(beforeSha256, afterSha256);
    }

    boolean isTooLong() {
        return (before == null && beforeSha256 != null) || (after == null && afterSha256 != null);
    }

    /** Returns both texts line by line. */
    LineDiff diff() {
        return LineDiff.between(lines(before), lines(after));
    }

    private static List<String> lines(@Nullable String json) {
        return json == null ? List.of() : JsonLayout.lines(json);
    }
}
