package ai.scidex.migration.backfill;

import java.time.Duration;

/** How long somebody waits who looks again and again: twice as long each time, up to a second. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private Duration next = FIRST;

    /** Returns how long to wait before the next look. */
    Duration next() {
        Duration pause = next;
        Duration doubled = pause.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }

    /** Begins anew, for there was something to see. */
    void reset() {
        next = FIRST;
    }
}
