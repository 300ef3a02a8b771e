package ai.scidex.catalog;

import ai.scidex.catalog.validation.MetadataSchema;
import ai.scidex.catalog.validation.MetadataValidator;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The statements that register models: one round trip for one of them, the same text for a page of any size. */
@Singleton
final class RegistrationStatements {

    /** Who registered what once, is kept waiting by title: 256 locks at most, however long the page is. */
    private static final String LOCK_TITLES = """
            SELECT pg_advisory_xact_lock(hashtext('model-catalog titles ' || current_schema()), t.title_group),
                   current_setting('transaction_isolation')
              FROM (SELECT DISTINCT hashtext(p.title) & 255 AS title_group
                      FROM model_page p
                     WHERE p.only_if_absent
                     ORDER BY title_group) t
            """;

    /** Takes those out of the page that are registered already, and says as which model. */
    private static final String LEAVE_KNOWN = """
              WITH known AS (
                       SELECT DISTINCT ON (p.page_position)
                              p.page_position, a.id, a.version_number, v.promotion_state
                         FROM model_page p
                         JOIN artifacts a
                           ON a.artifact_type = 'model'
                              AND a.title = p.title
                              AND a.metadata = p.metadata
                              AND (p.parent_version_id IS NULL OR a.parent_version_id = p.parent_version_id)
                         JOIN model_versions v ON v.artifact_id = a.id
                        WHERE p.only_if_absent
                        ORDER BY p.page_position, a.created_at, a.id COLLATE "C"
                   ),
                   gone AS (
                       DELETE FROM model_page p
                        USING known k
                        WHERE p.page_position = k.page_position
                   )
            SELECT k.page_position, k.id, k.version_number, k.promotion_state
              FROM known k
             ORDER BY k.page_position
            """;

    /** Takes those out of the page that say the same as one before them, and says which. */
    private static final String LEAVE_REPEATED = """
            DELETE FROM model_page p
             USING (SELECT page_position,
                           min(page_position) OVER (PARTITION BY title, metadata) AS first_position
                      FROM model_page) f
             WHERE f.page_position = p.page_position
               AND f.first_position < p.page_position
               AND p.only_if_absent
            RETURNING p.page_position, f.first_position
            """;

    /**
     * Both rows and the first line of the history. The columns that mirror metadata are read from it. Without a join to
     * what the first insert returns, the order of the two would be open. A base model that is none leaves a row out, and
     * so does an id that somebody names as a parent already: it would join two lineages, or close a loop. {@code OFFSET 0}
     * makes a look in an index of each question: a join would read all models where the planner takes them for few, as it
     * does in a new database.
     */
    private static final String REGISTER = """
                   artifact AS (
                       INSERT INTO artifacts (id, artifact_type, title, created_by, metadata, created_at, updated_at,
                                              version_number, parent_version_id, is_latest, lifecycle_state,
                                              origin_type, origin_url)
                       SELECT p.artifact_id, 'model', p.title, p.created_by, p.metadata, now(), now(),
                              p.version_number, p.parent_version_id, p.is_latest, p.lifecycle_state,
                              CASE WHEN (p.metadata -> 'is_external')::BOOLEAN THEN 'external' ELSE 'internal' END,
                              p.metadata ->> 'external_source_url'
                         FROM model_page p
                        WHERE NOT EXISTS (SELECT
                                            FROM artifacts c
                                           WHERE c.parent_version_id = p.artifact_id
                                             AND c.artifact_type = 'model'
                                          OFFSET 0)
                          AND (p.metadata ->> 'base_model_id' IS NULL
                               OR EXISTS (SELECT
                                            FROM artifacts b
                                           WHERE b.id = p.metadata ->> 'base_model_id'
                                             AND b.artifact_type = 'model'
                                          OFFSET 0)
                               OR EXISTS (SELECT
                                            FROM model_page b
                                           WHERE b.artifact_id = p.metadata ->> 'base_model_id'))
                    RETURNING id, version_number
                   ),
                   change AS (
                       INSERT INTO metadata_changes (artifact_id, actor, outcome, schema_version, schema_sha256)
                       SELECT p.artifact_id, p.created_by, 'registered', ?, ?
                         FROM model_page p
                         JOIN artifact a ON a.id = p.artifact_id
                   ),
                   version AS (
                       INSERT INTO model_versions (artifact_id, is_external, external_source_url, external_source_version,
                                                   base_model_id, code_repo_url, code_commit_sha, code_entrypoint,
                                                   training_started_at, training_completed_at, trained_by,
                                                   gpu_allocation_id, training_params_json, eval_metrics_json,
                                                   eval_dataset_artifact_id, benchmark_id)
                       SELECT a.id,
                              (p.metadata -> 'is_external')::BOOLEAN::INTEGER,
                              p.metadata ->> 'external_source_url',
                              p.metadata ->> 'external_source_version',
                              p.metadata ->> 'base_model_id',
                              p.code_repo_url, p.code_commit_sha, p.code_entrypoint,
                              p.training_started_at, p.training_completed_at, p.trained_by, p.gpu_allocation_id,
                              (p.metadata -> 'training_config')::TEXT,
                              (p.metadata -> 'evaluation_metrics')::TEXT,
                              coalesce(p.eval_dataset_artifact_id,
                                       (SELECT d.id FROM artifacts d WHERE d.id = p.metadata ->> 'evaluation_dataset')),
                              p.metadata ->> 'benchmark_id'
                         FROM model_page p
                         JOIN artifact a ON a.id = p.artifact_id
                    RETURNING artifact_id, promotion_state
                   )
            SELECT p.page_position, p.artifact_id, a.version_number, v.promotion_state,
                   CASE WHEN a.id IS NULL
                        THEN (SELECT min(c.id COLLATE "C")
                                FROM artifacts c
                               WHERE c.parent_version_id = p.artifact_id
                                 AND c.artifact_type = 'model')
                   END AS child_id
              FROM model_page p
              LEFT JOIN artifact a ON a.id = p.artifact_id
              LEFT JOIN version v ON v.artifact_id = p.artifact_id
             ORDER BY p.page_position
            """;

    private static final String REGISTER_PAGE = "WITH\n" + REGISTER;

    /** A page of one that takes no table. Every value is cast: the type of a bare parameter would be a guess. */
    private static final String REGISTER_ONE = """
              WITH model_page AS (
                       SELECT 0 AS page_position,
                              CAST(? AS TEXT) AS artifact_id,
                              CAST(? AS TEXT) AS title,
                              CAST(? AS TEXT) AS created_by,
                              CAST(? AS JSONB) AS metadata,
                              CAST(? AS TEXT) AS parent_version_id,
                              CAST(? AS INTEGER) AS version_number,
                              CAST(? AS INTEGER) AS is_latest,
                              CAST(? AS TEXT) AS lifecycle_state,
                              CAST(? AS TEXT) AS code_repo_url,
                              CAST(? AS TEXT) AS code_commit_sha,
                              CAST(? AS TEXT) AS code_entrypoint,
                              CAST(? AS TEXT) AS training_started_at,
                              CAST(? AS TEXT) AS training_completed_at,
                              CAST(? AS TEXT) AS trained_by,
                              CAST(? AS TEXT) AS gpu_allocation_id,
                              CAST(? AS TEXT) AS eval_dataset_artifact_id
                   ),
            """ + REGISTER;

    private final JdbcOperations jdbc;
    private final TransactionOperations<Connection> transactions;
    private final MetadataSchema schema;

    RegistrationStatements(
            JdbcOperations jdbc, TransactionOperations<Connection> transactions, MetadataValidator validator) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.schema = validator.schema();
    }

    /** Registers one, in a transaction of its own if there is none: the statement's, which costs no further round trip. */
    RegisteredModel register(NewVersion version) {
        return jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(REGISTER_ONE)) {
                Parameters parameters = Parameters.of(statement);
                write(parameters, version);
                parameters.text(schema.version()).text(schema.sha256());
                RegisteredModel model;
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    refuseIfLeftOut(row, version);
                    model = registered(row);
                }
                commitIfNobodyElseDoes(connection);
                return model;
            }
        });
    }

    /** The caller's data source may hand out connections that do not commit by themselves. */
    private void commitIfNobodyElseDoes(Connection connection) throws SQLException {
        if (!connection.getAutoCommit() && transactions.findTransactionStatus().isEmpty()) {
            connection.commit();
        }
    }

    /** Registers a page in the caller's transaction, and returns its models in the order of the page. */
    List<RegisteredModel> register(List<NewVersion> page) {
        return jdbc.execute(connection -> {
            RegistrationPage.stage(connection, page);
            RegisteredModel[] models = new RegisteredModel[page.size()];
            int[] repeated = new int[page.size()];
            if (page.stream().anyMatch(version -> version.registration().onlyIfAbsent())) {
                lockTitles(connection);
                leaveKnown(connection, models);
                leaveRepeated(connection, repeated);
            }
            registerPage(connection, page, models);
            for (int i = 0; i < models.length; i++) {
                models[i] = models[i] == null ? models[repeated[i]] : models[i];
            }
            return List.of(models);
        });
    }

    private static void lockTitles(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LOCK_TITLES)) {
            rows.next();
            Isolation.refuseUnlessFresh(rows.getString(2));
        }
    }

    private static void leaveKnown(Connection connection, RegisteredModel[] models) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LEAVE_KNOWN)) {
            while (rows.next()) {
                models[rows.getInt(1)] = registered(rows);
            }
        }
    }

    private static void leaveRepeated(Connection connection, int[] repeated) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LEAVE_REPEATED)) {
            while (rows.next()) {
                repeated[rows.getInt(1)] = rows.getInt(2);
            }
        }
    }

    private void registerPage(Connection connection, List<NewVersion> page, RegisteredModel[] models)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REGISTER_PAGE)) {
            Parameters.of(statement).text(schema.version()).text(schema.sha256());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    int position = rows.getInt(1);
                    refuseIfLeftOut(rows, page.get(position));
                    models[position] = registered(rows);
                }
            }
        }
    }

    private static void refuseIfLeftOut(ResultSet row, NewVersion version) throws SQLException {
        if (row.getString(4) != null) {
            return;
        }
        ModelRegistration registration = version.registration();
        String child = row.getString(5);
        if (child != null) {
            throw InvalidValueException.parentAlready(registration.id(), child);
        }
        String baseModel = registration.metadata().path("base_model_id").asText();
        throw NoSuchArtifactException.baseModel(baseModel, null);
    }

    private static RegisteredModel registered(ResultSet row) throws SQLException {
        return new RegisteredModel(
                new ArtifactId(row.getString(2)), row.getInt(3), PromotionState.of(row.getString(4)));
    }

    /** The values in the order of {@link #REGISTER_ONE} and of the page's columns. */
    static void write(RowValues row, NewVersion version) throws SQLException {
        ModelRegistration registration = version.registration();
        row.id(registration.id())
                .text(registration.title())
                .text(version.createdBy())
                .json(registration.metadata())
                .id(version.parent())
                .number(version.number())
                .number(version.isLatest() ? 1 : 0)
                .text(version.lifecycleState())
                .code(registration.codeLink())
                .training(registration.trainingRun())
                .id(registration.evaluationDataset());
    }
}
