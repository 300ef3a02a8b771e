package ai.scidex.catalog;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
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

    private static final char NONE = '\0';

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
        beginValue();
        if (value == null) {
            rows.append("\\N");
        } else {
            appendEscaped(value.toCharArray(), 0, value.length());
        }
        return this;
    }

    @Override
    public ModelPage json(@Nullable JsonNode value) {
        if (value == null) {
            return text(null);
        }
        beginValue();
        try {
            MetadataJson.write(value, new Escaping());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private void beginValue() {
        if (!atStart) {
            rows.append('\t');
        }
        atStart = false;
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

    /** Appends a part of a value in COPY's text format, where a backslash, a tab and a line end are escaped. */
    private void appendEscaped(char[] value, int from, int to) {
        int plain = from;
        for (int i = from; i < to; i++) {
            char escaped = escaped(value[i]);
            if (escaped != NONE) {
                rows.append(value, plain, i - plain).append('\\').append(escaped);
                plain = i + 1;
            }
        }
        rows.append(value, plain, to - plain);
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
        public void write(char[] part, int offset, int length) {
            appendEscaped(part, offset, offset + length);
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
