package ai.scidex.migration.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static Pace pace(long done, long total, Duration elapsed) {
        return new Pace("backfill", "model artifacts", done, total, elapsed);
    }

    @Test
    void saysHowFarHowFastAndHowLongStill() {
        assertThat(pace(12_500, 20_000, Duration.ofSeconds(10)).line())
                .isEqualTo("backfill: 12,500 of 20,000 model artifacts, 1,250 a second, 6 s left");
    }

    @Test
    void saysLongTimesInMinutesAndHours() {
        assertThat(pace(10, 1_000, Duration.ofSeconds(20)).line())
                .isEqualTo("backfill: 10 of 1,000 model artifacts, 0.5 a second, 33 min 0 s left");
        assertThat(pace(1, 1_000, Duration.ofSeconds(20)).line())
                .isEqualTo("backfill: 1 of 1,000 model artifacts, 0.1 a second, 5 h 33 min left");
    }

    @Test
    void saysNothingOfASpeedThatNobodyKnows() {
        assertThat(pace(0, 20_000, Duration.ofSeconds(10)).line()).isEqualTo("backfill: 0 of 20,000 model artifacts");
        assertThat(pace(7, 7, Duration.ZERO).line()).isEqualTo("backfill: 7 of 7 model artifacts");
    }

    @Test
    void countsWhereNobodyKnowsHowManyThereAre() {
        assertThat(pace(100, 0, Duration.ofSeconds(10)).line()).isEqualTo("backfill: 100 model artifacts, 10 a second");
        assertThat(pace(100, 0, Duration.ofSeconds(10)).bar(80)).isEqualTo("backfill 100 model artifacts  10 a second");
    }

    @Test
    void drawsABar() {
        assertThat(pace(12_500, 20_000, Duration.ofSeconds(10)).bar(100))
                .isEqualTo("backfill [##################------------] 12,500/20,000 model artifacts  1,250 a second"
                        + "  6 s left");
        assertThat(pace(0, 20_000, Duration.ZERO).bar(60))
                .isEqualTo("backfill [-----------------------] 0/20,000 model artifacts");
        assertThat(pace(20_000, 20_000, Duration.ofSeconds(16)).bar(100))
                .isEqualTo("backfill [##############################] 20,000/20,000 model artifacts  1,250 a second");
    }

    @Test
    void leavesOutWhatDoesNotFit() {
        Pace pace = pace(12_500, 20_000, Duration.ofSeconds(10));

        assertThat(pace.bar(70)).isEqualTo("backfill 12,500/20,000 model artifacts  1,250 a second  6 s left");
        assertThat(pace.bar(60)).isEqualTo("backfill 12,500/20,000  1,250 a second  6 s left");
        assertThat(pace.bar(40)).isEqualTo("backfill 12,500/20,000");
        assertThat(pace.bar(20)).isEqualTo("12,500/20,000");
        assertThat(pace.bar(10)).isEmpty();
    }

    @Property
    void neverFillsTheLine(
            @ForAll @LongRange(min = 0, max = 10_000_000) long done,
            @ForAll @LongRange(min = 0, max = 10_000_000) long total,
            @ForAll @LongRange(min = 0, max = 100_000) long seconds,
            @ForAll @IntRange(min = 1, max = 300) int columns) {
        assertThat(pace(done, total, Duration.ofSeconds(seconds)).bar(columns)).hasSizeLessThan(columns);
    }
}
