package ai.scidex.migration.backfill;

import org.jspecify.annotations.Nullable;

/** Thrown when a process cannot be sure any more that others know of it, because its lock is gone. */
public final class RunLockLostException extends RuntimeException {

    RunLockLostException(@Nullable Throwable cause) {
        super(
                "the run lost its lock, because the connection that held it broke off;"
                        + " what was written stays, so run the command again",
                cause);
    }
}
