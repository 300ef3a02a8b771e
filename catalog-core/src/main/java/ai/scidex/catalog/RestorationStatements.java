package ai.scidex.catalog;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

/** The statements that take back what a run did, from the rows that it kept. No document passes through Java. */
@Singleton
final class RestorationStatements {

    /** Comes first: that it is recorded is what the guards of {@code model_versions} go by. */
    private static final String RECORD = """
            INSERT INTO metadata_changes (artifact_id, actor, outcome, metadata_before, before_sha256, version_before,
                                          origin_type_before, origin_url_before, updated_at_before,
                                          schema_version, schema_sha256, reverted_change_id)
            SELECT c.artifact_id, ?, 'reverted', a.metadata, encode(sha256(convert_to(a.metadata::TEXT, 'UTF8')), 'hex'),
                   to_jsonb(v), a.origin_type, a.origin_url, a.updated_at, c.schema_version, c.schema_sha256, c.change_id
              FROM metadata_changes c
              JOIN artifacts a ON a.id = c.artifact_id
              JOIN model_versions v ON v.artifact_id = c.artifact_id
             WHERE c.run_id = ?
               AND c.artifact_id = ANY (?)
             ORDER BY c.artifact_id COLLATE "C"
            """;

    /**
     * A later {@code updated_at} tells of an edit of something else, and stays, unless the run or a review of it wrote the row
     * last. A review that was taken back has written the row too.
     */
    private static final String RESTORE_ARTIFACTS = """
            UPDATE artifacts a
               SET metadata = c.metadata_before,
                   origin_type = c.origin_type_before,
                   origin_url = c.origin_url_before,
                   updated_at = CASE WHEN a.updated_at > c.changed_at
                                          AND NOT EXISTS (SELECT
                                                            FROM metadata_history w
                                                           WHERE w.artifact_id = c.artifact_id
                                                             AND w.run_id = c.run_id
                                                             AND w.written_in = a.xmin::TEXT)
                                     THEN a.updated_at
                                     ELSE c.updated_at_before
                                END
              FROM metadata_changes c
             WHERE c.run_id = ?
               AND c.artifact_id = ANY (?)
               AND (c.outcome = 'upgraded' OR EXISTS (SELECT FROM metadata_changes w WHERE w.review_of = c.change_id))
               AND a.id = c.artifact_id
            """;

    private static final String RESTORE_VERSIONS = """
            UPDATE model_versions v
               SET is_external = b.is_external,
                   external_source_url = b.external_source_url,
                   external_source_version = b.external_source_version,
                   base_model_id = b.base_model_id,
                   code_repo_url = b.code_repo_url,
                   code_commit_sha = b.code_commit_sha,
                   code_entrypoint = b.code_entrypoint,
                   training_started_at = b.training_started_at,
                   training_completed_at = b.training_completed_at,
                   trained_by = b.trained_by,
                   gpu_allocation_id = b.gpu_allocation_id,
                   training_params_json = b.training_params_json,
                   eval_metrics_json = b.eval_metrics_json,
                   eval_dataset_artifact_id = b.eval_dataset_artifact_id,
                   benchmark_id = b.benchmark_id,
                   promotion_state = b.promotion_state,
                   promotion_notes = b.promotion_notes,
                   created_at = b.created_at
              FROM metadata_changes c
             CROSS JOIN LATERAL jsonb_populate_record(NULL::model_versions, c.version_before) b
             WHERE c.run_id = ?
               AND c.artifact_id = ANY (?)
               AND c.version_before IS NOT NULL
               AND v.artifact_id = c.artifact_id
            """;

    private static final String REMOVE_VERSIONS = """
            DELETE FROM model_versions v
             USING metadata_changes c
             WHERE c.run_id = ?
               AND c.artifact_id = ANY (?)
               AND c.version_before IS NULL
               AND v.artifact_id = c.artifact_id
            """;

    /** The hash is that which Java took of what it read before the run. Columns that others added are theirs. */
    private static final String NOT_AS_BEFORE = """
            SELECT c.artifact_id
              FROM metadata_changes c
              JOIN artifacts a ON a.id = c.artifact_id
              LEFT JOIN model_versions v ON v.artifact_id = c.artifact_id
             WHERE c.run_id = ?
               AND c.artifact_id = ANY (?)
               AND (encode(sha256(convert_to(a.metadata::TEXT, 'UTF8')), 'hex') IS DISTINCT FROM c.before_sha256
                    OR a.origin_type IS DISTINCT FROM c.origin_type_before
                    OR a.origin_url IS DISTINCT FROM c.origin_url_before
                    OR CASE WHEN c.version_before IS NULL
                            THEN v.artifact_id IS NOT NULL
                            ELSE NOT coalesce(to_jsonb(v) @> c.version_before, false)
                       END)
             ORDER BY c.artifact_id COLLATE "C"
            """;

    private static final String CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE";

    private final JdbcOperations jdbc;

    RestorationStatements(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Makes the artifacts, which are locked, what they were before the run.
     *
     * @throws RefusedWriteException if one of them became something else
     */
    void restore(String actor, long runId, Collection<ArtifactId> artifacts) {
        jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
                statement.setString(1, actor);
                statement.setLong(2, runId);
                statement.setArray(3, TextArray.of(connection, artifacts));
                statement.executeUpdate();
            }
            update(connection, RESTORE_ARTIFACTS, runId, artifacts);
            String evidence = "{\"revertedRunId\": \"%d\"}".formatted(runId);
            new Announcement(actor, "run %d was taken back".formatted(runId), evidence).make(connection);
            update(connection, RESTORE_VERSIONS, runId, artifacts);
            update(connection, REMOVE_VERSIONS, runId, artifacts);
            try (Statement statement = connection.createStatement()) {
                statement.execute(CHECK_NOW);
            }
            Announcement.withdraw(connection);
            return prove(connection, runId, artifacts);
        });
    }

    private static int prove(Connection connection, long runId, Collection<ArtifactId> artifacts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOT_AS_BEFORE)) {
            statement.setLong(1, runId);
            statement.setArray(2, TextArray.of(connection, artifacts));
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    throw new RefusedWriteException(
                            "the database makes something else of model '%s' than what it was before the run"
                                    .formatted(GivenText.shown(rows.getString(1))));
                }
            }
        }
        return artifacts.size();
    }

    private static void update(Connection connection, String sql, long runId, Collection<ArtifactId> artifacts)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, runId);
            statement.setArray(2, TextArray.of(connection, artifacts));
            statement.executeUpdate();
        }
    }
}
