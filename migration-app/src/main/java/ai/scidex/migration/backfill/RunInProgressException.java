package ai.scidex.migration.backfill;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Thrown when another process is in the midst of a run on the same database. */
public final class RunInProgressException extends RuntimeException {

    /**
     * Returns the exception for a run of somebody else.
     *
     * @param mayJoin whether it would let us take part
     */
    RunInProgressException(Holder holder, boolean mayJoin) {
        super("another run is in progress on this database: %s; wait until it ends%s"
                .formatted(holder.sentence(), mayJoin ? ", or take part in it with backfill --join" : ""));
    }

    private RunInProgressException(String message) {
        super(message);
    }

    /** Returns the exception for a run that ended before anybody could see whose it was. */
    static RunInProgressException thatJustEnded() {
        return new RunInProgressException(
                "another run was in progress on this database, and just ended; run the command again");
    }

    /**
     * Who has the lock, as far as the server tells us.
     *
     * @param user the user of the database
     * @param application what the session calls itself; ours name the command, the process and its host
     * @param serverProcess the server's process
     * @param since when it got the lock; absent if we may not know
     * @param runId the run that is unfinished; absent if there is none
     */
    record Holder(
            String user,
            String application,
            int serverProcess,
            @Nullable Instant since,
            @Nullable Long runId) {

        String sentence() {
            StringBuilder sentence = new StringBuilder("user '%s' has the lock".formatted(user));
            if (since != null) {
                sentence.append(" since ").append(since.truncatedTo(ChronoUnit.SECONDS));
            }
            sentence.append(" (%s; server process %d".formatted(application, serverProcess));
            if (runId != null) {
                sentence.append("; run ").append(runId);
            }
            return sentence.append(')').toString();
        }
    }
}
