package ai.scidex.migration.models;

import ai.scidex.catalog.MetricThreshold;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a condition on a metric, such as {@code auroc>=0.8}. */
public final class MetricCondition {

    /** The last sign counts: the name of a metric may be anything. */
    private static final Pattern FORM =
            Pattern.compile("(?<metric>.*\\S)\\s*(?<sign>>=|<=)(?<bound>.*)", Pattern.DOTALL);

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?");

    /** Far more digits than anything is measured with, far fewer than would keep a server busy. */
    private static final int LONGEST_NUMBER = 100;

    private MetricCondition() {}

    /**
     * Returns the threshold that {@code text} states, both bounds of which are included.
     *
     * @throws IllegalArgumentException if it states none
     */
    public static MetricThreshold parse(String text) {
        Matcher condition = FORM.matcher(text);
        if (!condition.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no condition on a metric; write NAME>=NUMBER or NAME<=NUMBER, in quotes".formatted(text));
        }
        BigDecimal bound = bound(condition.group("bound").strip());
        String metric = condition.group("metric").strip();
        return condition.group("sign").equals(">=")
                ? MetricThreshold.atLeast(metric, bound)
                : MetricThreshold.atMost(metric, bound);
    }

    private static BigDecimal bound(String text) {
        if (text.length() > LONGEST_NUMBER || !NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("'%s' is no number that a metric can be compared with".formatted(text));
        }
        return new BigDecimal(text);
    }
}
