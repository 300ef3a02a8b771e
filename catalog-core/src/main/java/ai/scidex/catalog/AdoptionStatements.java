package ai.scidex.catalog;

import ai.scidex.catalog.validation.MetadataSchema;
import ai.scidex.catalog.validation.MetadataValidator;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The statements that take existing artifacts into the catalog, a page at a time. */
@Singleton
final class AdoptionStatements {

    /** Nobody else counts a temporary table, and what is thought to be large is joined by reading all of the others. */
    private static final String COUNT_PAGE = "ANALYZE model_page (artifact_id)";

    /** Locking comes first and on its own: a statement that locks and reads returns the state from before its wait. */
    private static final String LOCK_ARTIFACTS = """
            SELECT a.id
              FROM artifacts a
              JOIN model_page p ON p.artifact_id = a.id
             ORDER BY a.id COLLATE "C"
               FOR NO KEY UPDATE OF a
            """;

    private static final String LOCK_VERSIONS = """
            SELECT v.artifact_id
              FROM model_versions v
              JOIN model_page p ON p.artifact_id = v.artifact_id
             ORDER BY v.artifact_id COLLATE "C"
               FOR NO KEY UPDATE OF v
            """;

    private static final String LEAVE_STALE = """
            DELETE FROM model_page p
             WHERE NOT EXISTS (SELECT
                                 FROM artifacts a
                                 LEFT JOIN model_versions v ON v.artifact_id = a.id
                                WHERE a.id = p.artifact_id
                                  AND a.xmin::TEXT || ':' || coalesce(v.xmin::TEXT, '') = p.seen)
            RETURNING p.artifact_id
            """;

    private static final String KEEP_BEFORE = """
            INSERT INTO metadata_changes (artifact_id, run_id, actor, outcome, metadata_before, before_sha256, version_before,
                                          origin_type_before, origin_url_before, updated_at_before, added, removed,
                                          schema_version, schema_sha256, evidence)
            SELECT p.artifact_id, CAST(? AS BIGINT), ?, p.outcome, a.metadata, p.before_sha256, to_jsonb(v),
                   a.origin_type, a.origin_url, a.updated_at, p.added,
                   ARRAY(SELECT jsonb_array_elements_text(p.removed)),
                   ?, ?, p.evidence
              FROM model_page p
              JOIN artifacts a ON a.id = p.artifact_id
              LEFT JOIN model_versions v ON v.artifact_id = p.artifact_id
             ORDER BY p.artifact_id COLLATE "C"
            """;

    /** {@code ||} on an array would append, on NULL give NULL: only an object keeps its members. */
    private static final String CHANGE_METADATA = """
            UPDATE artifacts a
               SET metadata = (CASE WHEN jsonb_typeof(a.metadata) = 'object' THEN a.metadata ELSE '{}' END
                               - ARRAY(SELECT jsonb_array_elements_text(p.removed))) || p.added,
                   origin_type = CASE WHEN p.is_external = 1 THEN 'external' ELSE a.origin_type END,
                   origin_url = CASE WHEN p.is_external = 1 THEN coalesce(a.origin_url, p.external_source_url)
                                     ELSE a.origin_url END,
                   updated_at = now()
              FROM model_page p
             WHERE a.id = p.artifact_id
               AND p.outcome = 'upgraded'
            """;

    /** On a row that is there: the defaults of an earlier migration give way, what is empty is filled, the rest stays. */
    private static final String WRITE_VERSIONS = """
            INSERT INTO model_versions AS v
                   (artifact_id, is_external, external_source_url, external_source_version, base_model_id,
                    code_repo_url, code_commit_sha, code_entrypoint, training_started_at, training_completed_at,
                    trained_by, gpu_allocation_id, training_params_json, eval_metrics_json, eval_dataset_artifact_id,
                    benchmark_id, promotion_state, promotion_notes)
            SELECT p.artifact_id, p.is_external, p.external_source_url, p.external_source_version, p.base_model_id,
                   p.code_repo_url, p.code_commit_sha, p.code_entrypoint, p.training_started_at, p.training_completed_at,
                   p.trained_by, p.gpu_allocation_id, p.training_params_json, p.eval_metrics_json, p.eval_dataset_artifact_id,
                   p.benchmark_id, p.promotion_state, p.promotion_notes
              FROM model_page p
             WHERE (p.outcome = 'held') = ?
             ORDER BY p.artifact_id COLLATE "C"
                ON CONFLICT (artifact_id) DO UPDATE
               SET is_external = excluded.is_external,
                   external_source_url = coalesce(v.external_source_url, excluded.external_source_url),
                   external_source_version = coalesce(v.external_source_version, excluded.external_source_version),
                   base_model_id = coalesce(v.base_model_id, excluded.base_model_id),
                   code_repo_url = coalesce(v.code_repo_url, excluded.code_repo_url),
                   code_commit_sha = coalesce(v.code_commit_sha, excluded.code_commit_sha),
                   code_entrypoint = coalesce(v.code_entrypoint, excluded.code_entrypoint),
                   training_started_at = coalesce(v.training_started_at, excluded.training_started_at),
                   training_completed_at = coalesce(v.training_completed_at, excluded.training_completed_at),
                   trained_by = coalesce(v.trained_by, excluded.trained_by),
                   gpu_allocation_id = coalesce(v.gpu_allocation_id, excluded.gpu_allocation_id),
                   training_params_json = coalesce(v.training_params_json, excluded.training_params_json),
                   eval_metrics_json = coalesce(v.eval_metrics_json, excluded.eval_metrics_json),
                   eval_dataset_artifact_id = coalesce(v.eval_dataset_artifact_id, excluded.eval_dataset_artifact_id),
                   benchmark_id = coalesce(v.benchmark_id, excluded.benchmark_id),
                   promotion_state = CASE WHEN v.promotion_state = 'candidate' THEN excluded.promotion_state
                                          ELSE v.promotion_state END,
                   promotion_notes = coalesce(v.promotion_notes, excluded.promotion_notes)
            """;

    /**
     * Names a model that is not as decided once all is written. What was there is in the record of this transaction; digits
     * are compared as text. Columns that others added are theirs.
     */
    private static final String NOT_AS_DECIDED = """
            SELECT p.artifact_id
              FROM model_page p
              LEFT JOIN LATERAL (SELECT l.*
                                   FROM metadata_changes l
                                  WHERE l.artifact_id = p.artifact_id
                                  ORDER BY l.change_id DESC
                                  LIMIT 1) c ON c.written_in = pg_current_xact_id_if_assigned()
              LEFT JOIN artifacts a ON a.id = p.artifact_id
              LEFT JOIN model_versions v ON v.artifact_id = p.artifact_id
             CROSS JOIN LATERAL jsonb_populate_record(NULL::model_versions, c.version_before) b
             CROSS JOIN LATERAL (SELECT p.outcome = 'upgraded' AND p.is_external = 1 AS made_external) x
             WHERE c.change_id IS NULL
                OR v.artifact_id IS NULL
                OR a.metadata::TEXT IS DISTINCT FROM
                   CASE WHEN p.outcome = 'upgraded'
                        THEN (CASE WHEN jsonb_typeof(c.metadata_before) = 'object' THEN c.metadata_before ELSE '{}' END
                              - ARRAY(SELECT jsonb_array_elements_text(p.removed))) || p.added
                        ELSE c.metadata_before
                   END::TEXT
                OR a.origin_type IS DISTINCT FROM
                   CASE WHEN x.made_external THEN 'external' ELSE c.origin_type_before END
                OR a.origin_url IS DISTINCT FROM
                   CASE WHEN x.made_external THEN coalesce(c.origin_url_before, p.external_source_url)
                        ELSE c.origin_url_before END
                OR ROW(v.is_external, v.external_source_url, v.external_source_version, v.base_model_id, v.code_repo_url,
                       v.code_commit_sha, v.code_entrypoint, v.training_started_at, v.training_completed_at, v.trained_by,
                       v.gpu_allocation_id, v.training_params_json, v.eval_metrics_json, v.eval_dataset_artifact_id,
                       v.benchmark_id, v.promotion_state, v.promotion_notes)
                   IS DISTINCT FROM
                   ROW(p.is_external,
                       coalesce(b.external_source_url, p.external_source_url),
                       coalesce(b.external_source_version, p.external_source_version),
                       coalesce(b.base_model_id, p.base_model_id),
                       coalesce(b.code_repo_url, p.code_repo_url),
                       coalesce(b.code_commit_sha, p.code_commit_sha),
                       coalesce(b.code_entrypoint, p.code_entrypoint),
                       coalesce(b.training_started_at, p.training_started_at),
                       coalesce(b.training_completed_at, p.training_completed_at),
                       coalesce(b.trained_by, p.trained_by),
                       coalesce(b.gpu_allocation_id, p.gpu_allocation_id),
                       coalesce(b.training_params_json, p.training_params_json),
                       coalesce(b.eval_metrics_json, p.eval_metrics_json),
                       coalesce(b.eval_dataset_artifact_id, p.eval_dataset_artifact_id),
                       coalesce(b.benchmark_id, p.benchmark_id),
                       coalesce(nullif(b.promotion_state, 'candidate'), p.promotion_state),
                       coalesce(b.promotion_notes, p.promotion_notes))
             ORDER BY p.artifact_id COLLATE "C"
             LIMIT 1
            """;

    /** What somebody deferred to the end of the transaction is checked now, while we can still say that it was refused. */
    private static final String CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE";

    private final JdbcOperations jdbc;
    private final MetadataSchema schema;

    AdoptionStatements(JdbcOperations jdbc, MetadataValidator validator) {
        this.jdbc = jdbc;
        this.schema = validator.schema();
    }

    /**
     * Writes a page in the caller's transaction and returns the artifacts that were edited since they were read.
     *
     * @throws RefusedWriteException if one of them became something else than was decided
     */
    Set<ArtifactId> adopt(Occasion occasion, List<Adoption> adoptions) {
        return jdbc.execute(connection -> {
            AdoptionPage.stage(connection, adoptions);
            execute(connection, COUNT_PAGE);
            execute(connection, LOCK_ARTIFACTS);
            execute(connection, LOCK_VERSIONS);
            Set<ArtifactId> stale = leaveStale(connection);
            keepBefore(connection, occasion);
            execute(connection, CHANGE_METADATA);
            writeVersions(connection, occasion, false);
            writeVersions(connection, occasion, true);
            checkNow(connection);
            Announcement.withdraw(connection);
            prove(connection);
            return stale;
        });
    }

    private static Set<ArtifactId> leaveStale(Connection connection) throws SQLException {
        Set<ArtifactId> stale = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LEAVE_STALE)) {
            while (rows.next()) {
                stale.add(new ArtifactId(rows.getString(1)));
            }
        }
        return stale;
    }

    private void keepBefore(Connection connection, Occasion occasion) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEEP_BEFORE)) {
            statement.setObject(1, occasion.runId());
            statement.setString(2, occasion.actor());
            statement.setString(3, schema.version());
            statement.setString(4, schema.sha256());
            statement.executeUpdate();
        }
    }

    private static void writeVersions(Connection connection, Occasion occasion, boolean held) throws SQLException {
        Announcement.ofLanding(occasion, held, null).make(connection);
        try (PreparedStatement statement = connection.prepareStatement(WRITE_VERSIONS)) {
            statement.setBoolean(1, held);
            statement.executeUpdate();
        }
    }

    private static void prove(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(NOT_AS_DECIDED)) {
            if (rows.next()) {
                throw notAsDecided(rows.getString(1));
            }
        }
    }

    static RefusedWriteException notAsDecided(String artifactId) {
        return new RefusedWriteException("the database makes something else of model '%s' than what was decided"
                .formatted(GivenText.shown(artifactId)));
    }

    static void checkNow(Connection connection) throws SQLException {
        execute(connection, CHECK_NOW);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
