package ai.scidex.migration.manifest;

import java.util.List;

/** Thrown when the manifest names models that the database does not have, or has more than once. */
public final class UnmatchedManifestException extends RuntimeException {

    UnmatchedManifestException(List<String> problems, boolean matchesNothing) {
        super(message(problems, matchesNothing));
    }

    private static String message(List<String> problems, boolean matchesNothing) {
        return matchesNothing
                ? "none of the models that the manifest names exists here;"
                        + " give a manifest of your own with --manifest FILE, or do without one with --no-manifest"
                : "the manifest does not fit this database: %s; mend it and give it with --manifest FILE"
                        .formatted(String.join(", ", problems));
    }
}
