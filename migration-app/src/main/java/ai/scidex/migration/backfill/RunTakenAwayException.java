package ai.scidex.migration.backfill;

/** Thrown when somebody else ended a run that a process still worked on, or goes on with it on other terms. */
public final class RunTakenAwayException extends RuntimeException {

    RunTakenAwayException(long runId, String how) {
        super(
                "run %d was taken away from this process: %s; see what was done with model-catalog status, and begin again with model-catalog backfill"
                        .formatted(runId, how));
    }
}
