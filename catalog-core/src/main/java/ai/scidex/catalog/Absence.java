package ai.scidex.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Says why the catalog does not have a model. */
final class Absence {

    private static final String SQL = "SELECT artifact_type FROM artifacts WHERE id = ?";

    private Absence() {}

    /** Returns the exception for {@code id}, which was looked for in vain. */
    static NoSuchModelException of(Connection connection, ArtifactId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, id.value());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return NoSuchModelException.unknown(id);
                }
                String type = String.valueOf(row.getString(1));
                return type.equals("model")
                        ? NoSuchModelException.withoutRow(id)
                        : NoSuchModelException.ofType(id, type);
            }
        }
    }
}
