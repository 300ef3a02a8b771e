package ai.scidex.catalog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** Ids as an array of the database. */
final class TextArray {

    private TextArray() {}

    static Array of(Connection connection, Collection<ArtifactId> ids) throws SQLException {
        return connection.createArrayOf(
                "text", ids.stream().map(ArtifactId::value).toArray());
    }
}
