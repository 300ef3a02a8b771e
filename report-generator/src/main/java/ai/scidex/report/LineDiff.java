package ai.scidex.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Two texts side by side, line by line. A comma at the end of a line is no difference, because JSON asks for one as soon
 * as something follows.
 *
 * @param rows the lines of both, in their order
 */
record LineDiff(List<Row> rows) {

    /** More pairs of lines are not compared: then all of the old text is gone, and all of the new one is new. */
    private static final long MOST_PAIRS = 2_000_000;

    LineDiff {
        rows = List.copyOf(rows);
    }

    static LineDiff between(List<String> before, List<String> after) {
        List<Row> rows = new ArrayList<>();
        int start = 0;
        int shorter = Math.min(before.size(), after.size());
        while (start < shorter && saysTheSame(before.get(start), after.get(start))) {
            rows.add(Row.same(before.get(start), after.get(start)));
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && saysTheSame(before.get(before.size() - 1 - end), after.get(after.size() - 1 - end))) {
            end++;
        }
        changes(before.subList(start, before.size() - end), after.subList(start, after.size() - end), rows);
        for (int i = end; i > 0; i--) {
            rows.add(Row.same(before.get(before.size() - i), after.get(after.size() - i)));
        }
        return new LineDiff(rows);
    }

    /** Appends the rows of two texts of which some lines say the same. */
    private static void changes(List<String> before, List<String> after, List<Row> rows) {
        int i = 0;
        int j = 0;
        for (Pair same : common(before, after, LineDiff::saysTheSame)) {
            replaced(before.subList(i, same.before()), after.subList(j, same.after()), rows);
            rows.add(Row.same(before.get(same.before()), after.get(same.after())));
            i = same.before() + 1;
            j = same.after() + 1;
        }
        replaced(before.subList(i, before.size()), after.subList(j, after.size()), rows);
    }

    /** Appends the rows of two texts that have no line in common: members of one name stand side by side. */
    private static void replaced(List<String> before, List<String> after, List<Row> rows) {
        int i = 0;
        int j = 0;
        for (Pair member : common(before, after, LineDiff::hasTheName)) {
            before.subList(i, member.before()).forEach(line -> rows.add(new Row(line, null, false)));
            after.subList(j, member.after()).forEach(line -> rows.add(new Row(null, line, false)));
            rows.add(new Row(before.get(member.before()), after.get(member.after()), false));
            i = member.before() + 1;
            j = member.after() + 1;
        }
        before.subList(i, before.size()).forEach(line -> rows.add(new Row(line, null, false)));
        after.subList(j, after.size()).forEach(line -> rows.add(new Row(null, line, false)));
    }

    /** Returns the most lines that both texts have in the same order. */
    private static List<Pair> common(List<String> before, List<String> after, BiPredicate<String, String> alike) {
        List<Pair> common = new ArrayList<>();
        if ((long) before.size() * after.size() > MOST_PAIRS) {
            return common;
        }
        int[][] longest = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                longest[i][j] = alike.test(before.get(i), after.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < before.size() && j < after.size()) {
            if (alike.test(before.get(i), after.get(j))) {
                common.add(new Pair(i++, j++));
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return common;
    }

    private static boolean saysTheSame(String before, String after) {
        return withoutComma(before).equals(withoutComma(after));
    }

    private static String withoutComma(String line) {
        return line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
    }

    private static boolean hasTheName(String before, String after) {
        int colon = before.indexOf("\": ");
        return colon > 0 && after.startsWith(before.substring(0, colon + 3));
    }

    private record Pair(int before, int after) {}

    /**
     * A line of either text, or of both.
     *
     * @param before the line of the old text; absent if the new one has it alone
     * @param after the line of the new text; absent if the old one has it alone
     * @param same whether they say the same
     */
    record Row(@Nullable String before, @Nullable String after, boolean same) {

        static Row same(String before, String after) {
            return new Row(before, after, true);
        }
    }
}
