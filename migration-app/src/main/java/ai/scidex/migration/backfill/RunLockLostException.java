package ai.scidex.migration.backfill;

/** Thrown when a run cannot be sure any more that it works alone. */
public final class RunLockLostException extends RuntimeException {

    RunLockLostException(Throwable cause) {
        super(
                "the run lost its lock, because the connection that held it broke off;"
                        + " what was written stays, so run the command again",
                cause);
    }
}
