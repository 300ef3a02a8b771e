package ai.scidex.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.IntFunction;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Databases of models that the catalog has not seen yet. */
final class Models {

    private static final int PAGE = 5_000;

    private Models() {}

    /** Makes a migrated database with so many models. */
    static void create(Server server, String database, int count, IntFunction<ObjectNode> metadata) {
        server.createMigrated(database);
        try (Connection connection = server.connect(database)) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (int first = 0; first < count; first += PAGE) {
                StringBuilder rows = new StringBuilder();
                for (int number = first; number < Math.min(first + PAGE, count); number++) {
                    CopyText.line(
                            rows,
                            Documents.id(number),
                            "model",
                            "Model " + number,
                            metadata.apply(number).toString(),
                            Documents.originType(number));
                }
                CopyText.copy(copy, "artifacts (id, artifact_type, title, metadata, origin_type)", rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database " + database, e);
        }
        server.execute(database, "VACUUM ANALYZE");
    }
}
