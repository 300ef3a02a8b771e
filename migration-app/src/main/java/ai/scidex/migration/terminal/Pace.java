package ai.scidex.migration.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a step is, and how fast.
 *
 * @param name what is done
 * @param unit what is counted, in the plural
 * @param done how many are done
 * @param total how many there are; 0 if nobody knows
 * @param elapsed how long it has taken so far
 */
record Pace(String name, String unit, long done, long total, Duration elapsed) {

    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 5;
    private static final int BRACKETS_AND_SPACES = 4;
    private static final long ROUND_FROM = 10;
    private static final double NANOS = 1e9;
    private static final int SECONDS_IN_MINUTE = 60;
    private static final int MINUTES_IN_HOUR = 60;

    /** Returns a line of its own that says it. */
    String line() {
        String count = total == 0 ? "%,d".formatted(done) : "%,d of %,d".formatted(done, total);
        List<String> parts = new ArrayList<>(List.of("%s: %s %s".formatted(name, count, unit)));
        parts.addAll(speed());
        return String.join(", ", parts);
    }

    /** Returns a line that fits into so many columns, with a bar in it where there is room for one. */
    String bar(int columns) {
        String count = total == 0 ? "%,d".formatted(done) : "%,d/%,d".formatted(done, total);
        String speed = speed().stream().map("  "::concat).reduce("", String::concat);
        String full = "%s %s%s".formatted(count, unit, speed);
        // The last column stays free: some terminals go on to the next line when it is written to.
        int room = columns - 1;
        int width = Math.min(WIDEST_BAR, room - name.length() - full.length() - BRACKETS_AND_SPACES);
        if (total > 0 && width >= NARROWEST_BAR) {
            int filled = (int) (Math.min(done, total) * width / total);
            return "%s [%s%s] %s".formatted(name, "#".repeat(filled), "-".repeat(width - filled), full);
        }
        for (String shorter : List.of(name + " " + full, name + " " + count + speed, name + " " + count)) {
            if (shorter.length() <= room) {
                return shorter;
            }
        }
        return count.length() <= room ? count : "";
    }

    private List<String> speed() {
        double seconds = elapsed.toNanos() / NANOS;
        if (done == 0 || seconds <= 0) {
            return List.of();
        }
        double rate = done / seconds;
        List<String> parts = new ArrayList<>(List.of(
                rate < ROUND_FROM ? "%.1f a second".formatted(rate) : "%,d a second".formatted(Math.round(rate))));
        if (total > done) {
            parts.add(time(Math.round((total - done) / rate)) + " left");
        }
        return parts;
    }

    private static String time(long seconds) {
        if (seconds < SECONDS_IN_MINUTE) {
            return "%d s".formatted(seconds);
        }
        long minutes = seconds / SECONDS_IN_MINUTE;
        return minutes < MINUTES_IN_HOUR
                ? "%d min %d s".formatted(minutes, seconds % SECONDS_IN_MINUTE)
                : "%d h %d min".formatted(minutes / MINUTES_IN_HOUR, minutes % MINUTES_IN_HOUR);
    }
}
