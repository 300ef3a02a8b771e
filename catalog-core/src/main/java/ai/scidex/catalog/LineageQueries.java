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
     * Up from the model to where its lineage starts; then down from there to whatever else is in it. Where the way up leads
     * into a loop, the start is the version that two of them have for a parent, or, in the loop itself, the model.
     *
     * <p>UNION drops a version that is there already, so that both ways end, and no more is walked than the limits fetch. (CYCLE
     * would compare each version with the whole way to it.) One statement, so that all of it is of one moment.
     *
     * <p>The planner takes every lineage for a large one, and would rather read whole tables: with LIMIT 1 it looks each
     * version up.
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
                   line AS (
                       SELECT id, parent_id FROM ancestor LIMIT ?
                   ),
                   start (id) AS (
                       SELECT coalesce((SELECT l.id
                                          FROM line l
                                         WHERE NOT EXISTS (SELECT FROM line p WHERE p.id = l.parent_id)
                                         LIMIT 1),
                                       (SELECT parent_id FROM line GROUP BY parent_id HAVING count(*) > 1 LIMIT 1),
                                       (SELECT id FROM line LIMIT 1))
                   ),
                   member (id) AS (
                       SELECT id FROM start WHERE id IS NOT NULL
                        UNION
                       SELECT c.id
                         FROM member m
                         JOIN artifacts c ON c.parent_version_id = m.id
                        WHERE c.artifact_type = 'model'
                   )
            SELECT a.id, a.title, a.version_number, a.parent_version_id AS parent_id, a.is_latest = 1 AS is_latest,
                   v.promotion_state, v.base_model_id,
                   CASE WHEN a.id = i.id OR a.id = i.parent_id THEN v.eval_metrics_json::JSONB::TEXT END AS metrics
              FROM (SELECT id FROM line
                     UNION
                    SELECT id FROM (SELECT id FROM member LIMIT ?) l) m
              JOIN line i ON i.id = ?
             CROSS JOIN LATERAL (SELECT * FROM artifacts WHERE id = m.id LIMIT 1) a
              LEFT JOIN LATERAL (SELECT * FROM model_versions WHERE artifact_id = m.id LIMIT 1) v ON true
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
                statement.setInt(2, 1 + Lineage.MOST_ANCESTORS + 1);
                statement.setInt(3, Lineage.LARGEST + 1);
                statement.setString(4, model.value());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(version(rows));
                    }
                }
            }
            if (found.isEmpty()) {
                throw Absence.of(connection, model);
            }
            return found;
        });
        return versions.stream()
                .filter(version -> version.id().equals(model))
                .findFirst()
                .map(own -> new Kinship(own, versions).lineage())
                .orElseThrow();
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

    /** A text that is no id names nobody. */
    private static @Nullable ArtifactId id(@Nullable String text) {
        return text == null ? null : ArtifactId.parse(text).orElse(null);
    }

    private static @Nullable JsonNode json(@Nullable String text) throws SQLException {
        try {
            return text == null ? null : MetadataJson.parse(text);
        } catch (JsonProcessingException e) {
            throw new SQLException("eval_metrics_json cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
