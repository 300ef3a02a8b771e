package ai.scidex.migration.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptsTest {

    private static final long MILLISECOND = 1_000_000;

    private final List<Long> pauses = new ArrayList<>();
    private final Attempts attempts = new Attempts(pauses::add);
    private int tries;

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03"})
    void triesAgainAfterAPauseThatIsLongerEachTime(String state) {
        assertThat(attempts.<String>of(failing(2, state))).isEqualTo("done");

        assertThat(tries).isEqualTo(3);
        assertThat(pauses).hasSize(2);
        assertThat(pauses.get(0)).isBetween(100 * MILLISECOND, 300 * MILLISECOND);
        assertThat(pauses.get(1)).isBetween(200 * MILLISECOND, 600 * MILLISECOND);
    }

    @Test
    void pausesForAnotherTimeEachTime() {
        for (int i = 0; i < 10; i++) {
            tries = 0;
            assertThat(attempts.<String>of(failing(1, "55P03"))).isEqualTo("done");
        }

        assertThat(pauses.stream().distinct().count()).isGreaterThan(1);
    }

    @Test
    void throwsWhatTheLastAttemptThrew() {
        assertThatThrownBy(() -> attempts.of(failing(3, "55P03"))).hasMessage("attempt 3");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void triesOnceWhatWouldFailAgain() {
        assertThatThrownBy(() -> attempts.of(failing(1, "23505"))).hasMessage("attempt 1");
        assertThat(pauses).isEmpty();
    }

    @Test
    void doesNotPauseAfterTheLastAttempt() {
        assertThatThrownBy(() -> attempts.of(1, failing(1, "55P03"))).hasMessage("attempt 1");
        assertThat(pauses).isEmpty();
    }

    private Supplier<String> failing(int times, String state) {
        return () -> {
            tries++;
            if (tries <= times) {
                throw new IllegalStateException("attempt " + tries, new SQLException("in the way", state));
            }
            return "done";
        };
    }
}
