package ai.scidex.catalog;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads lineages: the model artifacts that {@code parent_version_id} connects. */
@Singleton
final class LineageQueries {

    /**
     * The ancestors first, then whatever comes from any of them. UNION drops a version that is there already, so that a
     * loop ends; and only as much is walked as the limits fetch. One statement, so that all of it is of one moment.
     */
    static final String MEMBERS = """
              WITH RECURSIVE ancestor (id, parent_id) AS (
                       SELECT a.id, a.parent_version_id
                         FROM artifacts a
                        WHERE a.id = ?
                          AND a.artifact_type = 'model'
                        UNION
                       SELECT p.id, p.parent_version_id
                         FROM ancestor c
                         JOIN artifacts p ON p.id = c.parent_id
                        WHERE p.artifact_type = 'model'
                   ),
                   member (id) AS (
                       (SELECT id FROM ancestor LIMIT ?)
                        UNION
                       SELECT c.id
                         FROM member m
                         JOIN artifacts c ON c.parent_version_id = m.id
                        WHERE c.artifact_type = 'model'
                   )
            SELECT a.id, a.title, a.version_number, nullif(a.parent_version_id, '') AS parent_id, a.is_latest = 1 AS is_latest,
                   v.promotion_state, v.base_model_id,
                   CASE WHEN a.id IN (i.id, i.parent_version_id) THEN v.eval_metrics_json::JSONB::TEXT END AS metrics
              FROM (SELECT id FROM member LIMIT ?) m
              JOIN artifacts a ON a.id = m.id
              JOIN artifacts i ON i.id = ?
              LEFT JOIN model_versions v ON v.artifact_id = a.id
             ORDER BY a.version_number, a.id COLLATE "C"
            """;

    private final JdbcOperations jdbc;

    LineageQueries(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Returns the lineage of a model.
     *
     * @throws NoSuchModelException if there is no model artifact of that id
     */
    Lineage find(ArtifactId model) {
        List<Kinship.Version> versions = jdbc.execute(connection -> {
            List<Kinship.Version> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(MEMBERS)) {
                statement.setString(1, model.value());
                statement.setInt(2, Lineage.LARGEST + 1);
                statement.setInt(3, Lineage.LARGEST + 1);
                statement.setString(4, model.value());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(version(rows));
                    }
                }
            }
            return found;
        });
        return versions.stream()
                .filter(version -> version.id().equals(model))
                .findFirst()
                .map(own -> new Kinship(own, versions).lineage())
                .orElseThrow(() -> NoSuchModelException.unknown(model));
    }

    private static Kinship.Version version(ResultSet row) throws SQLException {
        String state = row.getString("promotion_state");
        return new Kinship.Version(
                new ArtifactId(row.getString("id")),
                row.getString("title"),
                row.getObject("version_number", Integer.class),
                id(row.getString("parent_id")),
                row.getBoolean("is_latest"),
                state == null ? null : PromotionState.of(state),
                id(row.getString("base_model_id")),
                json(row.getString("metrics")));
    }

    private static @Nullable ArtifactId id(@Nullable String text) {
        return text == null ? null : new ArtifactId(text);
    }

    private static @Nullable JsonNode json(@Nullable String text) throws SQLException {
        try {
            return text == null ? null : MetadataJson.parse(text);
        } catch (JsonProcessingException e) {
            throw new SQLException("eval_metrics_json cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
