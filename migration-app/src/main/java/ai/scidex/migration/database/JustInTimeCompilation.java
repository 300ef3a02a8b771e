package ai.scidex.migration.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * PostgreSQL's compilation of a query before it runs. It compiles our queries over JSON for longer than they run, and anew
 * for each page.
 */
public final class JustInTimeCompilation {

    private JustInTimeCompilation() {}

    /** Switches it off until the caller's transaction ends: a setting of the session would stay behind in a pooler. */
    public static void off(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL jit = off");
        }
    }
}
