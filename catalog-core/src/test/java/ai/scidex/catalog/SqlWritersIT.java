package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs what {@code docs/for-sql-writers.md} shows. */
class SqlWritersIT {

    private static final Path DOCUMENT = Path.of("../docs/for-sql-writers.md");

    private static final Path MODELS = Path.of("src/test/resources/for-sql-writers.sql");

    /** A statement, and what it answers if it answers anything. */
    private static final Pattern EXAMPLE =
            Pattern.compile("```sql\\n(?<sql>.*?)```\\n(?:\\n```text\\n.*?```\\n)?", Pattern.DOTALL);

    @Test
    void answersAsTheDocumentSays() throws IOException, SQLException {
        String executed = executed(Files.readString(DOCUMENT));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(DOCUMENT, executed);
        }

        assertThat(Files.readString(DOCUMENT)).isEqualTo(executed).contains("```text");
    }

    /** Returns the document with what the database answers under each statement. */
    private static String executed(String document) throws IOException, SQLException {
        StringBuilder executed = new StringBuilder();
        try (TestDatabase database = TestDatabase.fresh().migrate();
                Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(MODELS));
            Matcher example = EXAMPLE.matcher(document);
            while (example.find()) {
                String sql = example.group("sql");
                String answer = statement.execute(sql) ? "\n```text\n%s\n```\n".formatted(table(statement)) : "";
                example.appendReplacement(
                        executed, Matcher.quoteReplacement("```sql\n%s```\n%s".formatted(sql, answer)));
            }
            example.appendTail(executed);
        }
        return executed.toString();
    }

    private static String table(Statement statement) throws SQLException {
        StringJoiner lines = new StringJoiner("\n");
        try (ResultSet rows = statement.getResultSet()) {
            ResultSetMetaData columns = rows.getMetaData();
            StringJoiner header = new StringJoiner(" | ");
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                header.add(columns.getColumnLabel(i));
            }
            lines.add(header.toString());
            while (rows.next()) {
                StringJoiner line = new StringJoiner(" | ");
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    line.add(String.valueOf(rows.getString(i)));
                }
                lines.add(line.toString());
            }
        }
        return lines.toString();
    }
}
