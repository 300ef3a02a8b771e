package ai.scidex.migration.backfill;

import ai.scidex.migration.transaction.TransactionSettings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Map;

/**
 * How the backfill works.
 *
 * @param batchSize how many artifacts are decided and written in one transaction, 1 to 10000
 * @param workers how many pages this process works on at a time, 1 to 16
 * @param joinPatience how long a process waits for the run that it takes part in to begin
 * @param lockTimeout how long a transaction waits for a lock of others, 1 ms to 1 minute
 */
@ConfigurationProperties("backfill")
public record BackfillSettings(
        @Bindable(defaultValue = DEFAULT_BATCH) int batchSize,
        @Bindable(defaultValue = DEFAULT_WORKERS) int workers,
        @Bindable(defaultValue = DEFAULT_JOIN_SECONDS + "s") Duration joinPatience,

        @Bindable(defaultValue = TransactionSettings.DEFAULT_LOCK_SECONDS + "s")
        Duration lockTimeout) {

    /** How many artifacts a batch has if nobody says otherwise. */
    public static final String DEFAULT_BATCH = "200";

    /** How many workers a process has if nobody says otherwise. */
    public static final String DEFAULT_WORKERS = "1";

    /** How many seconds a process waits for the run that it takes part in to begin, if nobody says otherwise. */
    public static final String DEFAULT_JOIN_SECONDS = "10";

    private static final int LARGEST_BATCH = 10_000;

    /** Each has a connection. */
    private static final int MOST_WORKERS = 16;

    /** One for the lock, and two more for what is looked up beside it. */
    private static final int OTHER_CONNECTIONS = 3;

    public BackfillSettings {
        if (batchSize < 1 || batchSize > LARGEST_BATCH) {
            throw new IllegalArgumentException(
                    "a batch has 1 to %d artifacts, not %d".formatted(LARGEST_BATCH, batchSize));
        }
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new IllegalArgumentException(
                    "a process has 1 to %d workers, not %d".formatted(MOST_WORKERS, workers));
        }
        lockTimeout = new TransactionSettings(lockTimeout).lockTimeout();
        if (joinPatience.isNegative()) {
            throw new IllegalArgumentException(
                    "a run to take part in is waited for 0 s or longer, not %s".formatted(joinPatience));
        }
    }

    /** Returns the settings that hold where nobody says otherwise. */
    public static BackfillSettings standard() {
        return of(Integer.parseInt(DEFAULT_BATCH), Integer.parseInt(DEFAULT_WORKERS));
    }

    /** Returns the settings of somebody who waits as long as everybody else. */
    public static BackfillSettings of(int batchSize, int workers) {
        return new BackfillSettings(
                batchSize, workers, seconds(DEFAULT_JOIN_SECONDS), seconds(TransactionSettings.DEFAULT_LOCK_SECONDS));
    }

    private static Duration seconds(String number) {
        return Duration.ofSeconds(Long.parseLong(number));
    }

    /** Returns the properties that make a context work with these settings, the size of its pool among them. */
    public Map<String, Object> properties() {
        return Map.of(
                "backfill.batch-size", batchSize,
                "backfill.workers", workers,
                "backfill.join-patience", joinPatience,
                "backfill.lock-timeout", lockTimeout,
                "datasources.default.maximum-pool-size", workers + OTHER_CONNECTIONS);
    }
}
