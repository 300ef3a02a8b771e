package ai.scidex.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was measured for a goal.
 *
 * @param goal the goal
 * @param ratio what is compared with its bound, of each round
 * @param ours the figures of the catalog
 * @param theirs the figures of what it is compared with
 * @param rounds how many rounds were measured
 */
record Result(Goal goal, Quartiles ratio, Quartiles ours, Quartiles theirs, int rounds) {

    boolean isMet() {
        return goal.isMetBy(ratio.median());
    }

    /** Returns the line of the table. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%-3s %8.3f  [%.3f, %.3f]  goal %-7s  %-7s  %s: %s against %s (%s), %d rounds",
                goal,
                ratio.median(),
                ratio.lower(),
                ratio.upper(),
                goal.bound(),
                isMet() ? "met" : "NOT MET",
                goal.what(),
                figure(ours.median()),
                figure(theirs.median()),
                goal.against(),
                rounds);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }

    /** The rounds of one comparison: both sides are measured in turn, so that what disturbs one disturbs the other. */
    static final class Rounds {

        private final Goal goal;
        private final double growth;
        private final List<double[]> pairs = new ArrayList<>();

        Rounds(Goal goal) {
            this(goal, 1);
        }

        /** @param growth how many times larger ours is than theirs */
        Rounds(Goal goal, double growth) {
            this.goal = goal;
            this.growth = growth;
        }

        void add(double ours, double theirs) {
            pairs.add(new double[] {ours, theirs});
            System.err.printf(
                    Locale.ROOT, "%s round %d: %s against %s%n", goal, pairs.size(), figure(ours), figure(theirs));
        }

        Result result() {
            return new Result(
                    goal,
                    Quartiles.of(pairs.stream()
                            .mapToDouble(pair -> goal.ratio(growth).applyAsDouble(pair[0], pair[1]))
                            .toArray()),
                    Quartiles.of(pairs.stream().mapToDouble(pair -> pair[0]).toArray()),
                    Quartiles.of(pairs.stream().mapToDouble(pair -> pair[1]).toArray()),
                    pairs.size());
        }
    }
}
