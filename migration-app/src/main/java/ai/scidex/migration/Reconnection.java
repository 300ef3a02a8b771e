package ai.scidex.migration;

import ai.scidex.migration.backfill.BackfillResult;
import ai.scidex.migration.backfill.DecidedSince;
import ai.scidex.migration.backfill.RunInProgressException;
import ai.scidex.migration.backfill.RunLockLostException;
import ai.scidex.migration.progress.Watch;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Goes on with a backfill whose connection to the database broke off, once the server answers again, or the one that took
 * its place. A run may be taken up again: what it had committed stays, and is not done twice.
 */
final class Reconnection {

    /** How long a server may be gone: longer than a restart and most fail-overs take. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A server that goes down again and again does so because of what it is asked. */
    private static final int MOST_LOSSES = 5;

    private final DecidedSince decided;
    private final Watch watch;
    private final Consumer<String> notice;
    private final int mostLosses;

    private Reconnection(DecidedSince decided, Watch watch, Consumer<String> notice, int mostLosses) {
        this.decided = decided;
        this.watch = watch;
        this.notice = notice;
        this.mostLosses = mostLosses;
    }

    /**
     * Returns a way to go on with a backfill of a database; on the embedded one nobody starts the server again.
     *
     * @param notice is told, in a sentence for people, that the connection broke off
     */
    static Reconnection on(Application application, Consumer<String> notice) {
        return new Reconnection(
                application.bean(DecidedSince.class),
                application.bean(Watch.class),
                notice,
                application.database().isSample() ? 0 : MOST_LOSSES);
    }

    /** Does {@code backfill}, again where it has to, and throws what it throws where that is of no use. */
    BackfillResult of(Supplier<BackfillResult> backfill) {
        long mark = decided.now();
        int losses = 0;
        long giveUp = 0;
        while (true) {
            long begin = System.nanoTime();
            try {
                BackfillResult result = backfill.get();
                return losses == 0 ? result : decided.together(mark, result);
            } catch (RuntimeException e) {
                boolean isLoss = e instanceof RunLockLostException || DatabaseFailure.isLossOfConnection(e);
                // The server may believe a moment longer than we that our former session is alive, and keep its lock.
                boolean isOurFormerSession = losses > 0 && e instanceof RunInProgressException;
                if (!isLoss && !isOurFormerSession) {
                    throw e;
                }
                if (losses == 0 || begin > giveUp) {
                    giveUp = System.nanoTime() + PATIENCE.toNanos();
                }
                losses += isLoss ? 1 : 0;
                if (losses > mostLosses || System.nanoTime() > giveUp || watch.wantsToStop()) {
                    throw e;
                }
                if (isLoss) {
                    notice.accept("the connection to the database broke off; going on as soon as it answers,"
                            + " for up to %d minutes".formatted(PATIENCE.toMinutes()));
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
