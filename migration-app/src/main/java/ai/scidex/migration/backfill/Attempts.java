package ai.scidex.migration.backfill;

import ai.scidex.migration.failure.SqlFailure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Does a transaction once more where others were in the way, after a pause that is longer each time. */
@Singleton
public final class Attempts {

    /** How often something is tried while others are in its way. */
    static final int MOST = 3;

    /** A serialization failure, a deadlock, a lock that was not to be had: the same statements may succeed a moment later. */
    private static final Set<String> PASSING = Set.of("40001", "40P01", "55P03");

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final LongConsumer pause;

    @Inject
    Attempts() {
        this(LockSupport::parkNanos);
    }

    /**
     * Returns attempts with another way to pause.
     *
     * @param pause is told how many nanoseconds
     */
    Attempts(LongConsumer pause) {
        this.pause = pause;
    }

    /** Returns whether the same statements may succeed a moment later. */
    static boolean isPassing(RuntimeException failure) {
        return SqlFailure.hasState(failure, PASSING);
    }

    /** Does {@code work}, and throws what its last attempt did. */
    <T> T of(Supplier<T> work) {
        return of(MOST, work);
    }

    /** As {@link #of(Supplier)}, where nothing is returned. */
    public void run(Runnable work) {
        of(() -> {
            work.run();
            return work;
        });
    }

    /** As {@link #of(Supplier)}, {@code most} times. */
    <T> T of(int most, Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (attempt >= most || !isPassing(e)) {
                    throw e;
                }
            }
            pause.accept(nanos(attempt));
        }
    }

    /** Those who were in each other's way once do not come back at the same moment. */
    private static long nanos(int attempt) {
        long mean = FIRST_PAUSE.toNanos() << (attempt - 1);
        return ThreadLocalRandom.current().nextLong(mean / 2, mean + mean / 2);
    }
}
