package ai.scidex.migration.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The table {@code artifacts}, which is not there in a database that nobody migrated or used. */
public final class ArtifactsTable {

    private static final String IS_THERE = "SELECT to_regclass('artifacts') IS NOT NULL";

    private ArtifactsTable() {}

    /** Returns whether the connection finds the table. */
    public static boolean isThere(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(IS_THERE)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
