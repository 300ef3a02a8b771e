package ai.scidex.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Goals that are measured together. */
interface Suite {

    Set<Goal> goals();

    List<Result> measure(Setting setting);

    /** Fails if a program that the others are measured with is not installed: now, and not after an hour. */
    default void requireTools() {}

    /**
     * With what everything is measured.
     *
     * @param server a server that nobody else uses
     * @param launcher what starts the program as its users do
     * @param rounds how often each comparison is made
     * @param rows how many artifacts the smaller table has
     * @param largeRounds how often what needs the larger table is measured
     * @param largeRows how many artifacts the larger table has
     * @param scratch a folder for files
     */
    record Setting(Server server, Path launcher, int rounds, int rows, int largeRounds, int largeRows, Path scratch) {}
}
