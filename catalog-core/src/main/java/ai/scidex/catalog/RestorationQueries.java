package ai.scidex.catalog;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out what somebody did with artifacts since a run decided them. */
@Singleton
final class RestorationQueries {

    private static final String LOCK_ARTIFACTS = """
            SELECT a.id
              FROM artifacts a
             WHERE a.id = ANY (?)
             ORDER BY a.id COLLATE "C"
               FOR NO KEY UPDATE
            """;

    private static final String LOCK_VERSIONS = """
            SELECT v.artifact_id
              FROM model_versions v
             WHERE v.artifact_id = ANY (?)
             ORDER BY v.artifact_id COLLATE "C"
               FOR UPDATE
            """;

    /**
     * What somebody did since. Rows are compared with what the run, or the latest review of it, made of them, because the
     * transaction that wrote them last is another one once they were restored from a dump; where it is still that of the
     * run, that is proof enough.
     * Columns hold what was there before, or else what the run decided. A move that a run made has the run in its
     * evidence. What is built upon a model is found by its base, and then the latest change of it: joined with the changes,
     * it would be sought among all that were made since, once for each artifact.
     */
    private static final String JUDGE = """
            SELECT c.artifact_id,
                   array_remove(ARRAY[
                       CASE WHEN a.id IS NULL THEN 'DELETED' END,
                       CASE WHEN a.metadata::TEXT IS DISTINCT FROM h.metadata_after::TEXT
                                 OR a.origin_type IS DISTINCT FROM
                                    CASE WHEN x.made_external THEN 'external' ELSE c.origin_type_before END
                                 OR a.origin_url IS DISTINCT FROM
                                    CASE WHEN x.made_external
                                         THEN coalesce(c.origin_url_before, h.metadata_after ->> 'external_source_url')
                                         ELSE c.origin_url_before END
                            THEN 'EDITED' END,
                       CASE WHEN v.artifact_id IS NULL
                                 OR (v.xmin::TEXT IS DISTINCT FROM h.written_in AND w.is_changed)
                                 OR EXISTS (SELECT
                                              FROM metadata_changes l
                                             WHERE l.artifact_id = c.artifact_id
                                               AND l.change_id > c.change_id
                                               AND l.outcome = 'updated')
                            THEN 'ROW_CHANGED' END,
                       CASE WHEN EXISTS (SELECT
                                           FROM model_promotion_events e
                                          WHERE e.artifact_id = c.artifact_id
                                            AND e.occurred_at > c.changed_at
                                            AND NOT coalesce(e.evidence ??| ARRAY['requiredFieldsHeld', 'revertedRunId'], false))
                            THEN 'MOVED' END,
                       CASE WHEN EXISTS (SELECT
                                           FROM metadata_holds m
                                          WHERE m.artifact_id = c.artifact_id
                                            AND m.run_id = c.run_id
                                            AND m.status IN ('resolved', 'dismissed'))
                            THEN 'RULED' END,
                       CASE WHEN EXISTS (SELECT
                                           FROM metadata_changes l
                                          WHERE l.artifact_id = c.artifact_id
                                            AND l.change_id > c.change_id
                                            AND l.run_id IS NOT NULL
                                            AND NOT EXISTS (SELECT
                                                              FROM metadata_changes r
                                                             WHERE r.reverted_change_id = l.change_id))
                            THEN 'DECIDED_AGAIN' END,
                       CASE WHEN EXISTS (SELECT
                                           FROM artifacts k
                                           LEFT JOIN metadata_changes l
                                             ON l.artifact_id = k.id AND l.outcome = 'registered'
                                          WHERE k.parent_version_id = c.artifact_id
                                            AND k.artifact_type = 'model'
                                            AND (k.created_at > c.changed_at OR l.change_id > c.change_id))
                                 OR EXISTS (SELECT
                                              FROM model_versions k
                                             CROSS JOIN LATERAL (
                                                   SELECT max(l.change_id) AS latest
                                                     FROM metadata_changes l
                                                    WHERE l.artifact_id = k.artifact_id
                                                      AND (l.outcome = 'registered'
                                                           OR (l.outcome = 'updated' AND l.added ?? 'base_model_id'))) n
                                             WHERE k.base_model_id = c.artifact_id
                                               AND n.latest > c.change_id)
                            THEN 'BUILT_UPON' END
                   ], NULL) AS obstacles
              FROM metadata_changes c
             CROSS JOIN LATERAL (SELECT l.outcome, l.evidence, l.metadata_after, l.written_in
                                   FROM metadata_history l
                                  WHERE l.artifact_id = c.artifact_id
                                    AND (l.change_id = c.change_id OR l.review_of = c.change_id)
                                  ORDER BY l.change_id DESC
                                  LIMIT 1) h
              JOIN backfill_runs r ON r.run_id = c.run_id
              LEFT JOIN artifacts a ON a.id = c.artifact_id
              LEFT JOIN model_versions v ON v.artifact_id = c.artifact_id
             CROSS JOIN LATERAL (SELECT h.outcome = 'upgraded'
                                        AND h.metadata_after -> 'is_external' = 'true' AS made_external) x
             CROSS JOIN LATERAL (
                   SELECT EXISTS (SELECT
                                    FROM jsonb_each_text(to_jsonb(v)) AS n (name, value)
                                    LEFT JOIN LATERAL (SELECT e ->> 'value' AS value
                                                         FROM jsonb_array_elements(h.evidence) AS e
                                                        WHERE e ->> 'field' = n.name
                                                          AND e ->> 'decision' = 'mapped') m ON true
                                   CROSS JOIN LATERAL (
                                         SELECT CASE n.name
                                                WHEN 'is_external'
                                                THEN coalesce(m.value::BOOLEAN::INTEGER::TEXT, c.version_before ->> n.name, '0')
                                                WHEN 'artifact_id'
                                                THEN c.artifact_id
                                                WHEN 'created_at'
                                                THEN coalesce(c.version_before ->> n.name, n.value)
                                                WHEN 'promotion_state'
                                                THEN coalesce((SELECT e.to_state
                                                                 FROM model_promotion_events e
                                                                WHERE e.artifact_id = c.artifact_id
                                                                  AND e.evidence ->> 'runId' = c.run_id::TEXT
                                                                ORDER BY e.event_id DESC
                                                                LIMIT 1),
                                                              c.version_before ->> n.name, 'candidate')
                                                WHEN 'promotion_notes'
                                                THEN coalesce(c.version_before ->> n.name,
                                                              (SELECT n.value
                                                                 FROM jsonb_array_elements(r.manifest) AS g
                                                                WHERE starts_with(c.artifact_id, g ->> 'id')
                                                                  AND g ->> 'reason' = n.value
                                                                LIMIT 1))
                                                ELSE coalesce(c.version_before ->> n.name, m.value)
                                                END AS value) d
                                   WHERE CASE WHEN n.name IN ('training_params_json', 'eval_metrics_json')
                                              THEN n.value::JSONB::TEXT IS DISTINCT FROM d.value::JSONB::TEXT
                                              ELSE n.value IS DISTINCT FROM d.value
                                         END) AS is_changed) w
             WHERE c.run_id = ?
               AND c.artifact_id = ANY (?)
               AND NOT EXISTS (SELECT FROM metadata_changes r WHERE r.reverted_change_id = c.change_id)
             ORDER BY c.artifact_id COLLATE "C"
            """;

    private final JdbcOperations jdbc;

    RestorationQueries(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Waits for the artifacts, keeps them until the transaction ends, and returns what stands in the way of each that the
     * run has decided and that is not taken back yet.
     */
    Map<ArtifactId, List<Obstacle>> judge(long runId, Collection<ArtifactId> artifacts) {
        return jdbc.execute(connection -> {
            lock(connection, LOCK_ARTIFACTS, artifacts);
            lock(connection, LOCK_VERSIONS, artifacts);
            Map<ArtifactId, List<Obstacle>> obstacles = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(JUDGE)) {
                statement.setLong(1, runId);
                statement.setArray(2, TextArray.of(connection, artifacts));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        String[] names = (String[]) rows.getArray("obstacles").getArray();
                        obstacles.put(
                                new ArtifactId(rows.getString("artifact_id")),
                                Arrays.stream(names).map(Obstacle::valueOf).toList());
                    }
                }
            }
            return obstacles;
        });
    }

    private static void lock(Connection connection, String sql, Collection<ArtifactId> artifacts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, TextArray.of(connection, artifacts));
            statement.execute();
        }
    }
}
