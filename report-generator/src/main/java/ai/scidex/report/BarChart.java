package ai.scidex.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Figures as horizontal bars, in SVG that brings its own text alternative.
 *
 * @param id what its parts are called in the page
 * @param title what is counted
 * @param totals the figures, a bar each
 */
record BarChart(String id, String title, List<Total> totals) {

    private static final int WIDTH = 560;
    private static final int ROW = 30;
    private static final int BAR_START = 196;
    private static final int BAR_END = 500;

    /** A longer name would run into its bar. */
    private static final int LONGEST_NAME = 25;

    String svg() {
        long most = totals.stream().mapToLong(Total::count).max().orElse(0);
        StringBuilder svg = new StringBuilder("""
                <svg viewBox="0 0 %s %s" role="img" aria-labelledby="%s-title %s-text" focusable="false">
                <title id="%s-title">%s</title>
                <desc id="%s-text">%s</desc>
                """.formatted(
                WIDTH, ROW * totals.size() + 4, id, id, id, Html.escape(title), id, Html.escape(alternative())));
        int y = 2;
        for (Total total : totals) {
            // What is there can be seen, however little of it there is.
            long width = total.count() == 0 ? 0 : Math.max(3, (BAR_END - BAR_START) * total.count() / most);
            svg.append("""
                    <text class="name" x="%s" y="%s">%s</text>
                    <rect class="%s" x="%s" y="%s" width="%s" height="18" rx="3"></rect>
                    <text class="count" x="%s" y="%s">%s</text>
                    """.formatted(
                            BAR_START - 10,
                            y + 19,
                            Html.escape(shortened(total.name())),
                            colour(total),
                            BAR_START,
                            y + 5,
                            width,
                            BAR_START + width + 8,
                            y + 19,
                            Html.number(total.count())));
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    private String alternative() {
        return totals.stream()
                .map(total -> "%s: %s".formatted(total.name(), Html.number(total.count())))
                .collect(Collectors.joining("; "));
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }

    static String colour(Total total) {
        return switch (total.name()) {
            case "upgraded" -> "upgraded";
            case "unchanged" -> "unchanged";
            default -> "held";
        };
    }
}
