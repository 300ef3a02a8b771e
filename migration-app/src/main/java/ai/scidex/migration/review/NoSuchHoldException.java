package ai.scidex.migration.review;

/** Thrown when there is no hold of a number. */
public final class NoSuchHoldException extends RuntimeException {

    NoSuchHoldException(long holdId) {
        super("there is no hold %s; model-catalog review list names them".formatted(holdId));
    }
}
