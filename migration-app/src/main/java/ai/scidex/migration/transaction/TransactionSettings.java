package ai.scidex.migration.transaction;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long a transaction waits for others.
 *
 * @param lockTimeout how long for each lock, 1 ms to 1 minute
 */
@ConfigurationProperties("backfill")
public record TransactionSettings(
        @Bindable(defaultValue = DEFAULT_LOCK_SECONDS + "s") Duration lockTimeout) {

    /** How many seconds a transaction waits for a lock if nobody says otherwise. */
    public static final String DEFAULT_LOCK_SECONDS = "5";

    private static final Duration SHORTEST_LOCK_TIMEOUT = Duration.ofMillis(1);

    /** A page is tried often enough to find the row that is in its way, and that within the lease. */
    private static final Duration LONGEST_LOCK_TIMEOUT = Duration.ofMinutes(1);

    public TransactionSettings {
        // PostgreSQL takes none for a wait without an end.
        if (lockTimeout.compareTo(SHORTEST_LOCK_TIMEOUT) < 0 || lockTimeout.compareTo(LONGEST_LOCK_TIMEOUT) > 0) {
            throw new IllegalArgumentException("a lock is waited for 1 ms to 1 minute, not %s".formatted(lockTimeout));
        }
    }
}
