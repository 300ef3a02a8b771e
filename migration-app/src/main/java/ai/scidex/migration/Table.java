package ai.scidex.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows in columns that are as wide as they need to be. A cell that is too long is cut. */
final class Table {

    private static final String GAP = "  ";

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
