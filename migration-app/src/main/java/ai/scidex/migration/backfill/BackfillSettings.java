package ai.scidex.migration.backfill;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How the backfill works.
 *
 * @param batchSize how many artifacts are decided and written in one transaction, 1 to 10000
 */
@ConfigurationProperties("backfill")
public record BackfillSettings(
        @Bindable(defaultValue = "500") int batchSize) {

    private static final int LARGEST_BATCH = 10_000;

    public BackfillSettings {
        if (batchSize < 1 || batchSize > LARGEST_BATCH) {
            throw new IllegalArgumentException(
                    "a batch has 1 to %d artifacts, not %d".formatted(LARGEST_BATCH, batchSize));
        }
    }
}
