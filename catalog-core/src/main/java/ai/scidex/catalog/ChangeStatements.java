package ai.scidex.catalog;

import ai.scidex.catalog.validation.MetadataSchema;
import ai.scidex.catalog.validation.MetadataValidator;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements that change models of the catalog: the same text for one and for a page of them. */
@Singleton
final class ChangeStatements {

    /** Artifacts before versions, in the order of the ids. */
    private static final String LOCK = """
            SELECT CASE WHEN CAST(? AS BOOLEAN) THEN a.metadata::TEXT END AS metadata,
                   %s
              FROM artifacts a
              JOIN model_versions v ON v.artifact_id = a.id
             WHERE a.id = ANY (?)
               AND a.artifact_type = 'model'
             ORDER BY a.id COLLATE "C"
               FOR NO KEY UPDATE OF a, v
            """.formatted(ModelVersionColumns.OF_V);

    private static final String IS_MODEL = """
            SELECT EXISTS (SELECT FROM artifacts WHERE id = ? AND artifact_type = 'model')
            """;

    /**
     * The history, the metadata, and the columns: those that mirror metadata follow it, where the change is about it. A
     * member that the metadata never had says nothing against its column. {@code ||} on an array would append, on NULL give NULL.
     */
    private static final String CHANGE = """
                   page AS (
                       SELECT p.*, r.gone,
                              CASE WHEN p.is_about_metadata
                                   THEN (CASE WHEN jsonb_typeof(a.metadata) = 'object' THEN a.metadata ELSE '{}' END
                                         - r.gone) || p.added
                              END AS metadata_after
                         FROM model_page p
                         JOIN artifacts a ON a.id = p.artifact_id
                        CROSS JOIN LATERAL (SELECT ARRAY(SELECT jsonb_array_elements_text(p.removed)) AS gone) r
                   ),
                   change AS (
                       INSERT INTO metadata_changes (artifact_id, actor, outcome, metadata_before, before_sha256,
                                                     version_before, origin_type_before, origin_url_before,
                                                     updated_at_before, added, removed, schema_version, schema_sha256)
                       SELECT p.artifact_id, ?, 'updated', a.metadata,
                              encode(sha256(convert_to(a.metadata::TEXT, 'UTF8')), 'hex'),
                              to_jsonb(v), a.origin_type, a.origin_url, a.updated_at, p.added, p.gone, ?, ?
                         FROM page p
                         JOIN artifacts a ON a.id = p.artifact_id
                         JOIN model_versions v ON v.artifact_id = p.artifact_id
                        ORDER BY p.artifact_id COLLATE "C"
                   ),
                   artifact AS (
                       UPDATE artifacts a
                          SET metadata = p.metadata_after,
                              origin_type = CASE WHEN p.metadata_after -> 'is_external' = 'true' THEN 'external'
                                                 WHEN a.origin_type = 'external' THEN 'internal'
                                                 ELSE a.origin_type
                                            END,
                              origin_url = CASE WHEN p.metadata_after -> 'is_external' = 'true'
                                                THEN p.metadata_after ->> 'external_source_url'
                                                WHEN a.origin_url = a.metadata ->> 'external_source_url' THEN NULL
                                                ELSE a.origin_url
                                           END,
                              updated_at = now()
                         FROM page p
                        WHERE a.id = p.artifact_id
                          AND (p.added <> '{}' OR p.gone <> '{}')
                   )
            UPDATE model_versions v
               SET is_external = coalesce((p.metadata_after -> 'is_external')::BOOLEAN::INTEGER, v.is_external),
                   external_source_url = CASE WHEN p.metadata_after IS NULL THEN v.external_source_url
                                              ELSE p.metadata_after ->> 'external_source_url'
                                         END,
                   external_source_version = CASE WHEN p.metadata_after IS NULL THEN v.external_source_version
                                                  ELSE p.metadata_after ->> 'external_source_version'
                                             END,
                   base_model_id = CASE WHEN 'base_model_id' = ANY (p.gone) THEN NULL
                                        ELSE coalesce(p.metadata_after ->> 'base_model_id', v.base_model_id)
                                   END,
                   benchmark_id = CASE WHEN 'benchmark_id' = ANY (p.gone) THEN NULL
                                       ELSE coalesce(p.metadata_after ->> 'benchmark_id', v.benchmark_id)
                                  END,
                   training_params_json = CASE WHEN 'training_config' = ANY (p.gone) THEN NULL
                                               ELSE coalesce((p.metadata_after -> 'training_config')::TEXT,
                                                             v.training_params_json)
                                          END,
                   eval_metrics_json = coalesce((p.metadata_after -> 'evaluation_metrics')::TEXT, v.eval_metrics_json),
                   eval_dataset_artifact_id = CASE WHEN p.eval_dataset_artifact_id IS NOT NULL
                                                   THEN p.eval_dataset_artifact_id
                                                   WHEN p.added ?? 'evaluation_dataset'
                                                   THEN (SELECT d.id
                                                           FROM artifacts d
                                                          WHERE d.id = p.added ->> 'evaluation_dataset')
                                                   ELSE v.eval_dataset_artifact_id
                                              END,
                   code_repo_url = coalesce(p.code_repo_url, v.code_repo_url),
                   code_commit_sha = coalesce(p.code_commit_sha, v.code_commit_sha),
                   code_entrypoint = coalesce(p.code_entrypoint, v.code_entrypoint),
                   training_started_at = coalesce(p.training_started_at, v.training_started_at),
                   training_completed_at = coalesce(p.training_completed_at, v.training_completed_at),
                   trained_by = coalesce(p.trained_by, v.trained_by),
                   gpu_allocation_id = coalesce(p.gpu_allocation_id, v.gpu_allocation_id)
              FROM page p
             WHERE v.artifact_id = p.artifact_id
            RETURNING %s
            """.formatted(ModelVersionColumns.OF_V);

    private static final String CHANGE_PAGE = "WITH\n" + CHANGE;

    /** A page of one that takes no table. Every value is cast: the type of a bare parameter would be a guess. */
    private static final String CHANGE_ONE = """
              WITH model_page AS (
                       SELECT CAST(? AS TEXT) AS artifact_id,
                              CAST(? AS BOOLEAN) AS is_about_metadata,
                              CAST(? AS JSONB) AS added,
                              CAST(? AS JSONB) AS removed,
                              CAST(? AS TEXT) AS eval_dataset_artifact_id,
                              CAST(? AS TEXT) AS code_repo_url,
                              CAST(? AS TEXT) AS code_commit_sha,
                              CAST(? AS TEXT) AS code_entrypoint,
                              CAST(? AS TEXT) AS training_started_at,
                              CAST(? AS TEXT) AS training_completed_at,
                              CAST(? AS TEXT) AS trained_by,
                              CAST(? AS TEXT) AS gpu_allocation_id
                   ),
            """ + CHANGE;

    private static final String CREATE_PAGE = """
            CREATE TEMPORARY TABLE model_page (
                artifact_id              TEXT PRIMARY KEY,
                is_about_metadata        BOOLEAN NOT NULL,
                added                    JSONB NOT NULL,
                removed                  JSONB NOT NULL,
                eval_dataset_artifact_id TEXT,
                code_repo_url            TEXT,
                code_commit_sha          TEXT,
                code_entrypoint          TEXT,
                training_started_at      TEXT,
                training_completed_at    TEXT,
                trained_by               TEXT,
                gpu_allocation_id        TEXT
            ) ON COMMIT DROP
            """;

    private final JdbcOperations jdbc;
    private final MetadataSchema schema;

    ChangeStatements(JdbcOperations jdbc, MetadataValidator validator) {
        this.jdbc = jdbc;
        this.schema = validator.schema();
    }

    /**
     * Waits for a model, keeps it until the transaction ends, and returns what it is then.
     *
     * @throws NoSuchModelException if the catalog does not have it
     */
    Current lock(ArtifactId model) {
        return lock(List.of(model), true).get(0);
    }

    /**
     * Waits for each of the models, keeps them until the transaction ends, and returns what they are then, in the order
     * of their ids.
     *
     * @param withMetadata whether their metadata is wanted
     * @throws NoSuchModelException if the catalog does not have one of them
     */
    List<Current> lock(Collection<ArtifactId> models, boolean withMetadata) {
        return jdbc.execute(connection -> {
            List<Current> locked = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
                statement.setBoolean(1, withMetadata);
                statement.setArray(2, TextArray.of(connection, models));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        locked.add(new Current(jdbc.readEntity(rows, ModelVersion.class), rows.getString("metadata")));
                    }
                }
            }
            if (locked.size() < models.size()) {
                throw absent(connection, models, locked);
            }
            return locked;
        });
    }

    /** Returns whether there is a model artifact of that id. */
    boolean isModel(String id) {
        return jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(IS_MODEL)) {
                statement.setString(1, id);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }

    /** Changes a model that is locked, and returns what it is after that. */
    ModelVersion change(ModelChange change, Occasion occasion) {
        return jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(CHANGE_ONE)) {
                Parameters parameters = Parameters.of(statement);
                write(parameters, change);
                return run(statement, parameters, occasion).get(0);
            }
        });
    }

    /** Changes a page of models that are locked, and returns what they are after that, in no order. */
    List<ModelVersion> change(List<ModelChange> changes, Occasion occasion) {
        return jdbc.execute(connection -> {
            ModelPage.stage(connection, CREATE_PAGE, page -> {
                for (ModelChange change : changes) {
                    write(page, change);
                    page.endRow();
                }
            });
            try (PreparedStatement statement = connection.prepareStatement(CHANGE_PAGE)) {
                return run(statement, Parameters.of(statement), occasion);
            }
        });
    }

    private List<ModelVersion> run(PreparedStatement statement, Parameters parameters, Occasion occasion)
            throws SQLException {
        parameters.text(occasion.actor()).text(schema.version()).text(schema.sha256());
        List<ModelVersion> changed = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                changed.add(jdbc.readEntity(rows, ModelVersion.class));
            }
        }
        return changed;
    }

    private static NoSuchModelException absent(
            Connection connection, Collection<ArtifactId> models, List<Current> locked) throws SQLException {
        List<ArtifactId> missing = new ArrayList<>(models);
        locked.forEach(current -> missing.remove(current.version().artifactId()));
        return Absence.of(connection, missing.get(0));
    }

    /** The values in the order of {@link #CHANGE_ONE} and of the page's columns. */
    private static void write(RowValues row, ModelChange change) throws SQLException {
        row.id(change.model())
                .flag(change.metadataAfter() != null)
                .json(change.metadata().addedJson())
                .json(change.metadata().removedJson())
                .id(change.evaluationDataset())
                .code(change.code())
                .training(change.training());
    }

    /**
     * What a model is.
     *
     * @param version its row of {@code model_versions}
     * @param metadata its metadata as the database prints it; absent where there is none, or none was wanted
     */
    record Current(ModelVersion version, @Nullable String metadata) {}
}
