package ai.scidex.migration.backfill;

/** Thrown when there is no run to take part in, or one that decides otherwise than this process would. */
public final class JoinRefusedException extends RuntimeException {

    JoinRefusedException(String message) {
        super(message);
    }
}
