package ai.scidex.migration.links;

import ai.scidex.catalog.ArtifactId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Reads which models are linked to which code. */
@Singleton
final class LinkQueries {

    private static final String COLUMNS = """
            SELECT a.id,
                   CASE WHEN v.code_repo_url ~ '\\S' THEN v.code_repo_url END AS code_repo_url,
                   v.code_commit_sha,
                   CASE WHEN v.code_entrypoint ~ '\\S' THEN v.code_entrypoint END AS code_entrypoint
              FROM artifacts a
              JOIN model_versions v ON v.artifact_id = a.id
             WHERE a.id = ANY (?)
               AND a.artifact_type = 'model'
             ORDER BY a.id COLLATE "C"
            """;

    private final JdbcOperations jdbc;

    LinkQueries(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the columns of each of the models that the catalog has. */
    Map<ArtifactId, LinkColumns> columns(Collection<ArtifactId> models) {
        return jdbc.execute(connection -> {
            Map<ArtifactId, LinkColumns> columns = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
                Object[] ids = models.stream().map(ArtifactId::value).toArray();
                statement.setArray(1, connection.createArrayOf("text", ids));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        columns.put(
                                new ArtifactId(rows.getString("id")),
                                new LinkColumns(
                                        rows.getString("code_repo_url"),
                                        rows.getString("code_commit_sha"),
                                        rows.getString("code_entrypoint")));
                    }
                }
            }
            return columns;
        });
    }
}
