package ai.scidex.migration.revert;

/** Thrown when a run is to be taken back that there never was. */
public final class NoSuchRunException extends RuntimeException {

    NoSuchRunException(long runId) {
        super("there is no run %d; model-catalog status names the last one".formatted(runId));
    }
}
