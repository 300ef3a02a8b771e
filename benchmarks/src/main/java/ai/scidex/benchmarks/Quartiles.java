package ai.scidex.benchmarks;

import java.util.Arrays;

/** The middle of some figures, and where the middle half of them lies. */
record Quartiles(double lower, double median, double upper) {

    private static final double QUARTER = 0.25;

    static Quartiles of(double... figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return new Quartiles(at(sorted, QUARTER), at(sorted, 2 * QUARTER), at(sorted, 3 * QUARTER));
    }

    /** Between two figures it lies as far as its place lies between theirs. */
    private static double at(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
