package ai.scidex.migration.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What the preflight asks the server, in one row.
 *
 * @param version {@code server_version_num}, for example 150018
 * @param isReplica whether the server is in recovery, and so takes no writes
 * @param isReadOnly whether transactions are read-only unless they say otherwise
 * @param user who we are
 * @param schema where the tables are; absent if the schema that was asked for does not exist
 * @param canCreate whether we may create tables there
 * @param canStage whether we may create the temporary tables through which rows are written
 * @param artifactsSchema where {@code artifacts} is; empty if it is not there
 * @param ownsArtifacts whether we may create indexes on it
 * @param canUseArtifacts whether we may read it, write it and refer to it
 * @param seesEveryArtifact whether no row security stands between us and its rows
 * @param artifactsHaveUniqueId whether {@code artifacts.id} is a key that can be referred to
 * @param hasModelVersions whether a {@code model_versions} is there
 * @param modelVersionsHaveKey whether {@code model_versions.artifact_id} is its primary key
 * @param ownsModelVersions whether we may add constraints to it
 * @param modelVersionsAreGuarded whether it has the checks that our scripts add
 * @param isMigrated whether our history is there
 */
record ServerState(
        int version,
        boolean isReplica,
        boolean isReadOnly,
        String user,
        @Nullable String schema,
        boolean canCreate,
        boolean canStage,
        String artifactsSchema,
        boolean ownsArtifacts,
        boolean canUseArtifacts,
        boolean seesEveryArtifact,
        boolean artifactsHaveUniqueId,
        boolean hasModelVersions,
        boolean modelVersionsHaveKey,
        boolean ownsModelVersions,
        boolean modelVersionsAreGuarded,
        boolean isMigrated) {

    private static final String SQL = """
            SELECT current_setting('server_version_num')::INTEGER AS version,
                   pg_is_in_recovery() AS is_replica,
                   current_setting('default_transaction_read_only')::BOOLEAN AS is_read_only,
                   quote_ident(current_user) AS user_name,
                   quote_ident(current_schema()) AS schema_name,
                   coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS can_create,
                   has_database_privilege(current_database(), 'TEMPORARY') AS can_stage,
                   coalesce((SELECT c.relnamespace::regnamespace::TEXT FROM pg_class c WHERE c.oid = a.id), '')
                   AS artifacts_schema,
                   coalesce((SELECT pg_has_role(c.relowner, 'USAGE') FROM pg_class c WHERE c.oid = a.id), false)
                   AS owns_artifacts,
                   coalesce(has_table_privilege(a.id, 'SELECT') AND has_table_privilege(a.id, 'INSERT')
                            AND has_table_privilege(a.id, 'UPDATE') AND has_table_privilege(a.id, 'REFERENCES'), false)
                   AS can_use_artifacts,
                   coalesce(NOT row_security_active(a.id), true) AS sees_every_artifact,
                   EXISTS (SELECT FROM pg_index i
                                  JOIN pg_attribute k ON k.attrelid = i.indrelid AND k.attnum = i.indkey[0]
                            WHERE i.indrelid = a.id AND i.indisunique AND i.indnkeyatts = 1 AND i.indpred IS NULL
                              AND k.attname = 'id') AS artifacts_have_unique_id,
                   v.id IS NOT NULL AS has_model_versions,
                   EXISTS (SELECT FROM pg_index i
                                  JOIN pg_attribute k ON k.attrelid = i.indrelid AND k.attnum = i.indkey[0]
                            WHERE i.indrelid = v.id AND i.indisprimary AND i.indnkeyatts = 1
                              AND k.attname = 'artifact_id') AS model_versions_have_key,
                   coalesce((SELECT pg_has_role(c.relowner, 'USAGE') FROM pg_class c WHERE c.oid = v.id), false)
                   AS owns_model_versions,
                   EXISTS (SELECT FROM pg_constraint c
                            WHERE c.conrelid = v.id AND c.conname = 'model_versions_eval_metrics_json_check')
                   AS model_versions_are_guarded,
                   to_regclass('%s') IS NOT NULL AS is_migrated
              FROM (SELECT to_regclass('artifacts') AS id) a,
                   (SELECT to_regclass('model_versions') AS id) v
            """.formatted(SchemaMigration.HISTORY_TABLE);

    static ServerState read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SQL)) {
            rows.next();
            return of(rows);
        }
    }

    boolean hasArtifacts() {
        return !artifactsSchema.isEmpty();
    }

    private static ServerState of(ResultSet row) throws SQLException {
        return new ServerState(
                row.getInt("version"),
                row.getBoolean("is_replica"),
                row.getBoolean("is_read_only"),
                row.getString("user_name"),
                row.getString("schema_name"),
                row.getBoolean("can_create"),
                row.getBoolean("can_stage"),
                row.getString("artifacts_schema"),
                row.getBoolean("owns_artifacts"),
                row.getBoolean("can_use_artifacts"),
                row.getBoolean("sees_every_artifact"),
                row.getBoolean("artifacts_have_unique_id"),
                row.getBoolean("has_model_versions"),
                row.getBoolean("model_versions_have_key"),
                row.getBoolean("owns_model_versions"),
                row.getBoolean("model_versions_are_guarded"),
                row.getBoolean("is_migrated"));
    }
}
