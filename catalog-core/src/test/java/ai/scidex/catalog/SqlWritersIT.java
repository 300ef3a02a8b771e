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
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Runs what {@code docs/for-sql-writers.md} shows. */
class SqlWritersIT {

    private static final Path DOCUMENT = Path.of("../docs/for-sql-writers.md");

    private static final Path MODELS = Path.of("src/test/resources/for-sql-writers.sql");

    /** A statement, and what it answers if it answers anything. */
    private static final Pattern EXAMPLE =
            Pattern.compile("```sql\\n(?<sql>.*?)```\\n(?:\\n```text\\n.*?```\\n)?", Pattern.DOTALL);

    private static final Pattern CHANGE = Pattern.compile("^(INSERT|UPDATE|DELETE) ", Pattern.MULTILINE);

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
                String answer = answer(statement, sql);
                String shown = answer.isEmpty() ? "" : "\n```text\n%s\n```\n".formatted(answer);
                example.appendReplacement(
                        executed, Matcher.quoteReplacement("```sql\n%s```\n%s".formatted(sql, shown)));
            }
            example.appendTail(executed);
        }
        return executed.toString();
    }

    /** Returns what the last of the statements answers: a table, a refusal, or nothing. What writes must change something. */
    private static String answer(Statement statement, String sql) throws SQLException {
        try {
            String answer = "";
            int changes = 0;
            boolean isTable = statement.execute(sql);
            while (isTable || statement.getUpdateCount() != -1) {
                answer = isTable ? table(statement) : "";
                changes += !isTable && statement.getUpdateCount() > 0 ? 1 : 0;
                isTable = statement.getMoreResults();
            }
            assertThat(changes)
                    .as("statements that change something in %s", sql)
                    .isEqualTo((int) CHANGE.matcher(sql).results().count());
            return answer;
        } catch (PSQLException e) {
            statement.execute("ROLLBACK");
            return refusal(Objects.requireNonNull(e.getServerErrorMessage(), e.getMessage()));
        }
    }

    private static String refusal(ServerErrorMessage error) {
        String message = "ERROR: " + error.getMessage();
        return error.getHint() == null ? message : message + "\nHINT: " + error.getHint();
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
