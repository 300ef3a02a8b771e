package ai.scidex.migration.faults;

import java.time.Duration;
import java.util.Random;

/**
 * When a run is killed: so long after so many artifacts are on record; after none, that is after its start.
 *
 * @param artifacts how many artifacts are on record
 * @param after how long after that
 */
record Moment(int artifacts, Duration after) {

    /** Returns a moment of a run that takes {@code whole}, its start and its very end included. */
    static Moment ofTheClock(Random random, Duration whole) {
        return new Moment(0, Duration.ofMillis(random.nextLong(whole.toMillis() + 1)));
    }

    /** Returns a moment while the artifacts are written. */
    static Moment ofTheWork(Random random, int artifacts) {
        return new Moment(1 + random.nextInt(artifacts), Duration.ofMillis(random.nextLong(100)));
    }

    @Override
    public String toString() {
        return artifacts == 0
                ? "%,d ms after its start".formatted(after.toMillis())
                : "%d ms after %,d artifacts were on record".formatted(after.toMillis(), artifacts);
    }
}
