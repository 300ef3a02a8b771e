package ai.scidex.catalog;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.PGCopyOutputStream;

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

    private static final char NONE = '\0';

    /** Never closed: that would end the COPY, and keep half a page. */
    private final Writer rows;

    private boolean atStart = true;

    private ModelPage(CopyIn copy) {
        this.rows = new BufferedWriter(
                new OutputStreamWriter(new PGCopyOutputStream(copy, PACKAGE), StandardCharsets.UTF_8));
    }

    /**
     * Makes the table, in place of one that was made before in this transaction, and fills it.
     *
     * @param create the statement that makes it
     * @param source writes its rows, the values in the order of the columns
     */
    static void stage(Connection connection, String create, Rows source) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(DROP);
            statement.execute(create);
        }
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            ModelPage page = new ModelPage(copy);
            source.write(page);
            page.rows.flush();
            copy.endCopy();
        } catch (IOException e) {
            throw refusal(e);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    @Override
    public ModelPage text(@Nullable String value) throws SQLException {
        try {
            beginValue();
            if (value == null) {
                rows.write("\\N");
            } else {
                writeEscaped(value.toCharArray(), 0, value.length());
            }
        } catch (IOException e) {
            throw refusal(e);
        }
        return this;
    }

    @Override
    public ModelPage json(@Nullable JsonNode value) throws SQLException {
        if (value == null) {
            return text(null);
        }
        try {
            beginValue();
            MetadataJson.write(value, new Escaping());
        } catch (IOException e) {
            throw refusal(e);
        }
        return this;
    }

    private void beginValue() throws IOException {
        if (!atStart) {
            rows.write('\t');
        }
        atStart = false;
    }

    void endRow() throws SQLException {
        try {
            rows.write('\n');
        } catch (IOException e) {
            throw refusal(e);
        }
        atStart = true;
    }

    /** Returns what the driver said; its stream wraps that. */
    private static SQLException refusal(IOException failure) {
        return failure.getCause() instanceof SQLException refusal ? refusal : new SQLException(failure);
    }

    /** Writes a part of a value in COPY's text format, where a backslash, a tab and a line end are escaped. */
    private void writeEscaped(char[] value, int from, int to) throws IOException {
        int plain = from;
        for (int i = from; i < to; i++) {
            char escaped = escaped(value[i]);
            if (escaped != NONE) {
                rows.write(value, plain, i - plain);
                rows.write('\\');
                rows.write(escaped);
                plain = i + 1;
            }
        }
        rows.write(value, plain, to - plain);
    }

    private static char escaped(char c) {
        return switch (c) {
            case '\\' -> '\\';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\r' -> 'r';
            default -> NONE;
        };
    }

    /** Takes the parts of a value as they are written. */
    private final class Escaping extends Writer {

        @Override
        public void write(char[] part, int offset, int length) throws IOException {
            writeEscaped(part, offset, offset + length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Writes every row, value by value. */
    interface Rows {

        void write(ModelPage page) throws SQLException;
    }
}
