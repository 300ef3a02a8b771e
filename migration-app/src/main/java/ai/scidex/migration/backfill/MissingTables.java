package ai.scidex.migration.backfill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The tables that a database does not have before its first migration. */
final class MissingTables {

    private static final String IS_MISSING = "SELECT to_regclass(?) IS NULL";

    private static final List<EmptyTable> TABLES = List.of(
            new EmptyTable("artifacts", """
                    artifacts AS (
                        SELECT CAST(NULL AS TEXT) AS id, CAST(NULL AS XID) AS xmin, CAST(NULL AS TEXT) AS artifact_type,
                               CAST(NULL AS TEXT) AS title, CAST(NULL AS TEXT) AS origin_type,
                               CAST(NULL AS TEXT) AS origin_url, CAST(NULL AS JSONB) AS metadata
                         WHERE false
                    )"""),
            new EmptyTable("model_versions", """
                    model_versions AS (
                        SELECT CAST(NULL AS TEXT) AS artifact_id, CAST(NULL AS XID) AS xmin
                         WHERE false
                    )"""),
            new EmptyTable("metadata_changes", """
                    metadata_changes AS (
                        SELECT CAST(NULL AS BIGINT) AS change_id, CAST(NULL AS TEXT) AS artifact_id,
                               CAST(NULL AS BIGINT) AS run_id, CAST(NULL AS TEXT) AS outcome
                         WHERE false
                    )"""),
            new EmptyTable("metadata_holds", """
                    metadata_holds AS (
                        SELECT CAST(NULL AS BIGINT) AS hold_id, CAST(NULL AS TEXT) AS artifact_id,
                               CAST(NULL AS TEXT) AS field, CAST(NULL AS JSONB) AS value, CAST(NULL AS TEXT) AS status,
                               CAST(NULL AS BOOLEAN) AS required, CAST(NULL AS TEXT) AS seen_sha256
                         WHERE false
                    )"""));

    private MissingTables() {}

    /** Returns what a query begins with to find an empty table in the place of each that is not there. */
    static String asEmptyOnes(Connection connection) throws SQLException {
        StringBuilder empty = new StringBuilder();
        try (PreparedStatement statement = connection.prepareStatement(IS_MISSING)) {
            for (EmptyTable table : TABLES) {
                statement.setString(1, table.name());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        empty.append(empty.isEmpty() ? "WITH " : ",\n").append(table.definition());
                    }
                }
            }
        }
        return empty.append('\n').toString();
    }

    /** The columns that are asked for, and no row. */
    private record EmptyTable(String name, String definition) {}
}
