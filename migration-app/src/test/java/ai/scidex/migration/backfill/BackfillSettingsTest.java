package ai.scidex.migration.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackfillSettingsTest {

    @Test
    void waitsFiveSecondsForALock() {
        assertThat(BackfillSettings.of(1, 1))
                .isEqualTo(new BackfillSettings(1, 1, Duration.ofSeconds(10), Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 60_001})
    void refusesToWaitForALockForEverOrNotAtAll(long millis) {
        assertThatThrownBy(() -> new BackfillSettings(1, 1, Duration.ZERO, Duration.ofMillis(millis)))
                .hasMessage("a lock is waited for 1 ms to 1 minute, not %s".formatted(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 60_000})
    void waitsForALockUpToAMinute(long millis) {
        assertThat(new BackfillSettings(1, 1, Duration.ZERO, Duration.ofMillis(millis)).lockTimeout())
                .isEqualTo(Duration.ofMillis(millis));
    }
}
