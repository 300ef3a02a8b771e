package ai.scidex.migration.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff();

    @Test
    void waitsTwiceAsLongEachTimeUpToASecond() {
        assertThat(millis(7)).containsExactly(50L, 100L, 200L, 400L, 800L, 1000L, 1000L);
    }

    @Test
    void beginsAnewWhenThereWasSomethingToSee() {
        millis(6);
        backoff.reset();

        assertThat(millis(2)).containsExactly(50L, 100L);
    }

    private List<Long> millis(int times) {
        return Stream.generate(backoff::next)
                .limit(times)
                .map(Duration::toMillis)
                .toList();
    }
}
