package ai.scidex.migration.faults;

import java.util.Map;
import java.util.TreeMap;

/** How many faults were injected, and survived; it is printed at the end, for people. */
final class Tally {

    private final Map<String, Integer> injected = new TreeMap<>();
    private final Map<String, Integer> missed = new TreeMap<>();
    private long rows;

    /**
     * Counts a fault after which everything was as it should be.
     *
     * @param isStruck whether it hit the command before that ended
     * @param comparedRows how many rows were held against the undisturbed ones
     */
    void survived(String fault, boolean isStruck, int comparedRows) {
        (isStruck ? injected : missed).merge(fault, 1, Integer::sum);
        rows += comparedRows;
    }

    int injected() {
        return injected.values().stream().mapToInt(Integer::intValue).sum();
    }

    void print(String title) {
        injected.forEach(
                (fault, count) -> System.out.printf("%s: %-28s %4d injected, %<d survived%n", title, fault, count));
        missed.forEach((fault, count) -> System.out.printf("%s: %-28s %4d hit nothing%n", title, fault, count));
        System.out.printf(
                "%s: %,d faults injected, %<,d survived; %,d rows compared with undisturbed ones%n",
                title, injected(), rows);
    }
}
