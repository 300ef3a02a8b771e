package ai.scidex.catalog;

import ai.scidex.catalog.validation.MetadataSchema;
import ai.scidex.catalog.validation.MetadataValidator;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The statements that decide an adopted artifact anew. */
@Singleton
final class RevisionStatements {

    /** Locking comes first and on its own: a statement that locks and reads returns the state from before its wait. */
    private static final String LOCK_ARTIFACT = "SELECT a.id FROM artifacts a WHERE a.id = ? FOR NO KEY UPDATE";

    private static final String LOCK_VERSION =
            "SELECT v.artifact_id FROM model_versions v WHERE v.artifact_id = ? FOR NO KEY UPDATE";

    private static final String IS_AS_SEEN = """
            SELECT EXISTS (SELECT
                             FROM artifacts a
                             JOIN model_versions v ON v.artifact_id = a.id
                            WHERE a.id = ?
                              AND a.xmin::TEXT || ':' || v.xmin::TEXT = ?)
            """;

    /**
     * The server puts back what the run found and applies the change to that, so what it found never travels. A held
     * artifact gets it back to the byte.
     */
    private static final String REVISE = """
              WITH given AS (
                       SELECT CAST(? AS TEXT) AS artifact_id,
                              CAST(? AS BIGINT) AS review_of,
                              CAST(? AS BOOLEAN) AS replaced,
                              CAST(? AS TEXT) AS origin_type,
                              CAST(? AS TEXT) AS origin_url,
                              CAST(? AS TEXT) AS outcome,
                              CAST(? AS JSONB) AS added,
                              CAST(? AS JSONB) AS removed,
                              CAST(? AS JSONB) AS evidence,
                              CAST(? AS INTEGER) AS is_external,
                              CAST(? AS TEXT) AS external_source_url,
                              CAST(? AS TEXT) AS external_source_version,
                              CAST(? AS TEXT) AS base_model_id,
                              CAST(? AS TEXT) AS code_repo_url,
                              CAST(? AS TEXT) AS code_commit_sha,
                              CAST(? AS TEXT) AS code_entrypoint,
                              CAST(? AS TEXT) AS training_started_at,
                              CAST(? AS TEXT) AS training_completed_at,
                              CAST(? AS TEXT) AS trained_by,
                              CAST(? AS TEXT) AS gpu_allocation_id,
                              CAST(? AS TEXT) AS training_params_json,
                              CAST(? AS TEXT) AS eval_metrics_json,
                              CAST(? AS TEXT) AS eval_dataset_artifact_id,
                              CAST(? AS TEXT) AS benchmark_id,
                              CAST(? AS TEXT) AS promotion_state,
                              CAST(? AS TEXT) AS promotion_notes,
                              CAST(? AS TEXT) AS actor,
                              CAST(? AS TEXT) AS schema_version,
                              CAST(? AS TEXT) AS schema_sha256
                   ),
                   revision AS (
                       SELECT g.*, r.gone,
                              CASE WHEN g.outcome = 'upgraded'
                                   THEN (CASE WHEN jsonb_typeof(f.metadata_before) = 'object' AND NOT g.replaced
                                              THEN f.metadata_before
                                              ELSE '{}'
                                         END - r.gone) || g.added
                                   ELSE f.metadata_before
                              END AS metadata_after,
                              CASE WHEN g.outcome = 'upgraded' AND g.is_external = 1
                                   THEN 'external'
                                   ELSE g.origin_type
                              END AS origin_type_after,
                              CASE WHEN g.outcome = 'upgraded' AND g.is_external = 1
                                   THEN coalesce(g.origin_url, g.external_source_url)
                                   ELSE g.origin_url
                              END AS origin_url_after
                         FROM given g
                         JOIN metadata_changes f ON f.change_id = g.review_of AND f.artifact_id = g.artifact_id
                        CROSS JOIN LATERAL (SELECT ARRAY(SELECT jsonb_array_elements_text(g.removed)) AS gone) r
                   ),
                   change AS (
                       INSERT INTO metadata_changes (artifact_id, review_of, replaced, actor, outcome, metadata_before,
                                                     before_sha256, version_before, origin_type_before,
                                                     origin_url_before, updated_at_before, added, removed,
                                                     schema_version, schema_sha256, evidence)
                       SELECT p.artifact_id, p.review_of, p.replaced, p.actor, p.outcome, a.metadata,
                              encode(sha256(convert_to(a.metadata::TEXT, 'UTF8')), 'hex'), to_jsonb(v),
                              a.origin_type, a.origin_url, a.updated_at, p.added, p.gone,
                              p.schema_version, p.schema_sha256, p.evidence
                         FROM revision p
                         JOIN artifacts a ON a.id = p.artifact_id
                         JOIN model_versions v ON v.artifact_id = p.artifact_id
                   ),
                   artifact AS (
                       UPDATE artifacts a
                          SET metadata = p.metadata_after,
                              origin_type = p.origin_type_after,
                              origin_url = p.origin_url_after,
                              updated_at = now()
                         FROM revision p
                        WHERE a.id = p.artifact_id
                          AND (a.metadata::TEXT IS DISTINCT FROM p.metadata_after::TEXT
                               OR a.origin_type IS DISTINCT FROM p.origin_type_after
                               OR a.origin_url IS DISTINCT FROM p.origin_url_after)
                   )
            UPDATE model_versions v
               SET is_external = p.is_external,
                   external_source_url = p.external_source_url,
                   external_source_version = p.external_source_version,
                   base_model_id = p.base_model_id,
                   code_repo_url = p.code_repo_url,
                   code_commit_sha = p.code_commit_sha,
                   code_entrypoint = p.code_entrypoint,
                   training_started_at = p.training_started_at,
                   training_completed_at = p.training_completed_at,
                   trained_by = p.trained_by,
                   gpu_allocation_id = p.gpu_allocation_id,
                   training_params_json = p.training_params_json,
                   eval_metrics_json = p.eval_metrics_json,
                   eval_dataset_artifact_id = p.eval_dataset_artifact_id,
                   benchmark_id = p.benchmark_id,
                   promotion_state = p.promotion_state,
                   promotion_notes = p.promotion_notes
              FROM revision p
             WHERE v.artifact_id = p.artifact_id
            """;

    /** What was to become of the metadata is computed from the record; the row was given whole. */
    private static final String IS_AS_DECIDED = """
            SELECT EXISTS (SELECT
                             FROM metadata_history h
                             JOIN artifacts a ON a.id = h.artifact_id
                             JOIN model_versions v ON v.artifact_id = h.artifact_id
                            WHERE h.artifact_id = ?
                              AND h.review_of = CAST(? AS BIGINT)
                              AND h.stands
                              AND a.metadata::TEXT IS NOT DISTINCT FROM h.metadata_after::TEXT
                              AND ROW(v.is_external::TEXT, v.external_source_url, v.external_source_version,
                                      v.base_model_id, v.code_repo_url, v.code_commit_sha, v.code_entrypoint,
                                      v.training_started_at, v.training_completed_at, v.trained_by, v.gpu_allocation_id,
                                      v.training_params_json, v.eval_metrics_json, v.eval_dataset_artifact_id,
                                      v.benchmark_id, v.promotion_state, v.promotion_notes)
                                  IS NOT DISTINCT FROM
                                  ROW(CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT),
                                      CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT)))
            """;

    private final JdbcOperations jdbc;
    private final MetadataSchema schema;

    RevisionStatements(JdbcOperations jdbc, MetadataValidator validator) {
        this.jdbc = jdbc;
        this.schema = validator.schema();
    }

    /**
     * Writes the revision in the caller's transaction and returns whether it did: it does not if the rows were edited since.
     *
     * @throws RefusedWriteException if the artifact became something else than was decided
     */
    boolean revise(Occasion occasion, Revision revision) {
        return jdbc.execute(connection -> {
            ArtifactId id = revision.adoption().version().artifactId();
            lock(connection, LOCK_ARTIFACT, id);
            lock(connection, LOCK_VERSION, id);
            if (!isAsSeen(connection, id, revision.adoption().seen())) {
                return false;
            }
            boolean held = revision.adoption().outcome() == Adoption.Outcome.HELD;
            String reason = revision.adoption().version().promotionNotes();
            Announcement.ofLanding(occasion, held, reason).make(connection);
            write(connection, occasion, revision);
            AdoptionStatements.checkNow(connection);
            Announcement.withdraw(connection);
            prove(connection, revision);
            return true;
        });
    }

    private static void lock(Connection connection, String sql, ArtifactId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id.value());
            statement.execute();
        }
    }

    private static boolean isAsSeen(Connection connection, ArtifactId id, String seen) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IS_AS_SEEN)) {
            statement.setString(1, id.value());
            statement.setString(2, seen);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void prove(Connection connection, Revision revision) throws SQLException {
        ModelVersion version = revision.adoption().version();
        try (PreparedStatement statement = connection.prepareStatement(IS_AS_DECIDED)) {
            Parameters.of(statement)
                    .id(version.artifactId())
                    .text(Long.toString(revision.revises()))
                    .version(version);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    throw AdoptionStatements.notAsDecided(version.artifactId().value());
                }
            }
        }
    }

    private void write(Connection connection, Occasion occasion, Revision revision) throws SQLException {
        Adoption adoption = revision.adoption();
        try (PreparedStatement statement = connection.prepareStatement(REVISE)) {
            Parameters.of(statement)
                    .id(adoption.version().artifactId())
                    .text(Long.toString(revision.revises()))
                    .flag(revision.replaced())
                    .text(revision.originType())
                    .text(revision.originUrl())
                    .text(adoption.outcome().text())
                    .json(adoption.change().addedJson())
                    .json(adoption.change().removedJson())
                    .json(adoption.evidence())
                    .version(adoption.version())
                    .text(occasion.actor())
                    .text(schema.version())
                    .text(schema.sha256());
            statement.executeUpdate();
        }
    }
}
