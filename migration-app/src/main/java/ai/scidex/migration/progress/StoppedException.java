package ai.scidex.migration.progress;

/** Thrown when work ends before its end because somebody wanted that. Its message says what is left of it. */
public final class StoppedException extends RuntimeException {

    /** Work that stopped, of which {@code outcome} is left: a part of a sentence. */
    public StoppedException(String outcome) {
        super(outcome);
    }
}
