package ai.scidex.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Rows in columns that are as wide as they need to be. A cell that is too long is cut. On a screen that is too narrow the
 * last column gives way first; where that is not enough, each row is a list of its cells.
 */
final class Table {

    private static final String GAP = "  ";
    private static final int NARROWEST_LAST = 12;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * One column.
     *
     * @param heading what stands above it
     * @param widest how many characters of a cell are shown
     */
    record Column(String heading, int widest) {}

    Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
        rows.add(columns.stream().map(Column::heading).toList());
    }

    /** Adds a row with a cell for each column. */
    void row(List<String> cells) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            row.add(Output.excerpt(cells.get(i), columns.get(i).widest()));
        }
        rows.add(row);
    }

    void print(Output.Lines lines) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(columns.size(), 0));
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths.set(i, Math.max(widths.get(i), length(row.get(i))));
            }
        }
        int last = widths.size() - 1;
        int others = widths.subList(0, last).stream()
                .mapToInt(width -> width + GAP.length())
                .sum();
        int room = lines.columns().orElse(Integer.MAX_VALUE) - others;
        if (room >= widths.get(last)) {
            print(rows, widths, lines);
        } else if (room >= NARROWEST_LAST) {
            widths.set(last, room);
            print(rows.stream().map(row -> cut(row, room)).toList(), widths, lines);
        } else {
            printAsLists(lines);
        }
    }

    private static List<String> cut(List<String> row, int room) {
        List<String> cut = new ArrayList<>(row);
        String cell = row.get(row.size() - 1);
        if (length(cell) > room) {
            cut.set(row.size() - 1, cell.substring(0, cell.offsetByCodePoints(0, room - 1)) + "…");
        }
        return cut;
    }

    private void printAsLists(Output.Lines lines) {
        int widest = columns.stream()
                .mapToInt(column -> length(column.heading()))
                .max()
                .orElse(0);
        for (List<String> row : rows.subList(1, rows.size())) {
            for (int i = 0; i < row.size(); i++) {
                String heading = columns.get(i).heading();
                lines.line(heading + " ".repeat(widest - length(heading)) + GAP + row.get(i));
            }
            lines.line("");
        }
    }

    private static void print(List<List<String>> rows, List<Integer> widths, Output.Lines lines) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i));
                line.append(" ".repeat(widths.get(i) - length(row.get(i)))).append(GAP);
            }
            lines.line(line.toString().stripTrailing());
        }
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
