package ai.scidex.catalog;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The temporary table {@code model_page}, which the statements that write read from, while its rows are on their way to
 * the server by COPY. No more of them are in memory than a package of the network takes; the table is gone when the
 * transaction ends.
 */
final class ModelPage implements RowValues {

    /** What lives for one transaction is not worth compressing: a row stays as it is as long as it fits on a page. */
    static final String UNCOMPRESSED = "toast_tuple_target = 8160";

    private static final String DROP = "DROP TABLE IF EXISTS pg_temp.model_page";

    private static final String COPY = "COPY model_page FROM STDIN";

    private static final int PACKAGE = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder rows = new StringBuilder();
    private boolean atStart = true;

    private ModelPage(CopyIn copy) {
        this.copy = copy;
    }

    /**
     * Makes the table, in place of one that was made before in this transaction, and fills it.
     *
     * @param create the statement that makes it
     * @param writer writes its rows, the values in the order of the columns
     */
    static void stage(Connection connection, String create, Writer writer) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(DROP);
            statement.execute(create);
        }
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            ModelPage page = new ModelPage(copy);
            writer.write(page);
            page.flush();
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    @Override
    public ModelPage text(@Nullable String value) {
        if (!atStart) {
            rows.append('\t');
        }
        atStart = false;
        append(value);
        return this;
    }

    void endRow() throws SQLException {
        rows.append('\n');
        atStart = true;
        if (rows.length() >= PACKAGE) {
            flush();
        }
    }

    private void flush() throws SQLException {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        rows.setLength(0);
        copy.writeToCopy(bytes, 0, bytes.length);
    }

    /** Writes a value in COPY's text format, where a backslash, a tab and a line end are escaped. */
    private void append(@Nullable String value) {
        if (value == null) {
            rows.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                default -> rows.append(c);
            }
        }
    }

    /** Writes every row, value by value. */
    interface Writer {

        void write(ModelPage page) throws SQLException;
    }
}
