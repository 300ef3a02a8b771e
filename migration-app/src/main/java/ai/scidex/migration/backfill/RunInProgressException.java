package ai.scidex.migration.backfill;

/** Thrown when another process is in the midst of a run on the same database. */
public final class RunInProgressException extends RuntimeException {

    RunInProgressException() {
        super("another run is in progress on this database; wait until it ends");
    }
}
