package ai.scidex.benchmarks;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;

/** Rows in the text format of COPY. */
final class CopyText {

    private CopyText() {}

    /** Adds a row; a value that is null is NULL. */
    static void line(StringBuilder rows, @Nullable String... values) {
        for (int i = 0; i < values.length; i++) {
            String value = values[i];
            rows.append(i == 0 ? "" : "\t");
            rows.append(
                    value == null
                            ? "\\N"
                            : value.replace("\\", "\\\\")
                                    .replace("\n", "\\n")
                                    .replace("\t", "\\t")
                                    .replace("\r", "\\r"));
        }
        rows.append('\n');
    }

    /** Writes rows into a table, which is named with its columns. */
    static void copy(CopyManager copy, String table, CharSequence rows) throws SQLException {
        try {
            copy.copyIn("COPY %s FROM STDIN".formatted(table), new StringReader(rows.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
