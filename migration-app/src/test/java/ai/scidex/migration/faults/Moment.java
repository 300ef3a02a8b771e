package ai.scidex.migration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.migration.CommandProcess;
import java.time.Duration;
import java.util.Random;
import java.util.function.IntSupplier;

/**
 * When a command is disturbed: so long after so much of its work is on record; after nothing, that is after its start.
 *
 * @param onRecord how much is on record
 * @param after how long after that
 */
record Moment(int onRecord, Duration after) {

    /** How often one looks how far a command has come. */
    private static final Duration GLANCE = Duration.ofMillis(5);

    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** Returns a moment of a run that takes {@code whole}, its start and its very end included. */
    static Moment ofTheClock(Random random, Duration whole) {
        return new Moment(0, Duration.ofMillis(random.nextLong(whole.toMillis() + 1)));
    }

    /** Returns a moment while the artifacts are written. */
    static Moment ofTheWork(Random random, int artifacts) {
        return ofTheWork(random, 0, artifacts);
    }

    /** Returns a moment while what is on record grows from {@code before} to {@code whole}. */
    static Moment ofTheWork(Random random, int before, int whole) {
        return new Moment(before + 1 + random.nextInt(whole - before), Duration.ofMillis(random.nextLong(100)));
    }

    /** Waits for the moment, or for the end of the command, and returns whether it still works. */
    boolean await(CommandProcess process, IntSupplier progress) {
        long begin = System.nanoTime();
        boolean hasEnded = false;
        while (!hasEnded && progress.getAsInt() < onRecord) {
            assertThat(System.nanoTime() - begin).as("it comes to %s", this).isLessThan(LONGEST.toNanos());
            hasEnded = process.endsWithin(GLANCE);
        }
        return !process.endsWithin(after);
    }

    @Override
    public String toString() {
        return onRecord == 0
                ? "%,d ms after its start".formatted(after.toMillis())
                : "%d ms after %,d lines of its work were there".formatted(after.toMillis(), onRecord);
    }
}
