package ai.scidex.migration.manifest;

/** Thrown when a manifest cannot be read. Its message is one line that says what to mend. */
public final class ManifestException extends RuntimeException {

    ManifestException(String message) {
        super(message);
    }
}
