package ai.scidex.migration.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What bears a name that the first migration needs. It would stop the migration half-way, or be replaced by ours. */
final class TakenNames {

    static final List<String> WITH_ARTIFACTS = List.of("artifacts_pkey");

    static final List<String> WITH_MODEL_VERSIONS = List.of("model_versions_pkey");

    /** Tables, views and indexes; those of {@code artifacts} and {@code model_versions} may be there beforehand. */
    static final List<String> RELATIONS = List.of(
            "backfill_claims",
            "backfill_claims_pkey",
            "backfill_runs",
            "backfill_runs_pkey",
            "hold_decisions",
            "hold_decisions_pkey",
            "idx_artifacts_model_family",
            "idx_artifacts_model_framework",
            "idx_artifacts_model_id",
            "idx_artifacts_model_parent",
            "idx_artifacts_model_said_pin",
            "idx_artifacts_model_title",
            "idx_backfill_runs_one_unfinished",
            "idx_hold_decisions_artifact",
            "idx_metadata_changes_artifact",
            "idx_metadata_changes_reverted",
            "idx_metadata_changes_review_of",
            "idx_metadata_holds_artifact",
            "idx_metadata_holds_open",
            "idx_model_promotion_events_artifact",
            "idx_model_versions_base",
            "idx_model_versions_benchmark",
            "idx_model_versions_eval_dataset",
            "idx_model_versions_external",
            "idx_model_versions_id",
            "idx_model_versions_linked_pin",
            "idx_model_versions_metric_names",
            "idx_model_versions_promotion",
            "idx_model_versions_trained_by",
            "metadata_changes",
            "metadata_changes_pkey",
            "metadata_changes_run_artifact_key",
            "metadata_history",
            "metadata_holds",
            "metadata_holds_pkey",
            "model_promotion_events",
            "model_promotion_events_pkey",
            "model_versions_typed");

    static final List<String> FUNCTIONS = List.of(
            "firmest_said_ref(jsonb)",
            "linked_pin(integer, text, text)",
            "metric_names(text)",
            "metric_value(jsonb, text)",
            "model_created_at(text)",
            "model_time(text)",
            "model_versions_as_of(timestamp with time zone)",
            "pin_strength(integer, text, text, jsonb)",
            "record_promotion()",
            "ref_strength(text, text)",
            "refuse_change()",
            "said_pin(jsonb)",
            "sign_promotion_event()",
            "takes_run_back(text, text, text)");

    private static final String SQL = """
            SELECT t.kind, t.name
              FROM (SELECT 'relation' AS kind, c.relname::TEXT AS name, c.relnamespace AS schema
                      FROM pg_class c
                      LEFT JOIN pg_index i ON i.indexrelid = c.oid
                     WHERE c.relname = ANY (?)
                       AND (i.indrelid IS NULL
                            OR i.indrelid NOT IN (SELECT oid
                                                    FROM pg_class
                                                   WHERE oid IN (to_regclass('artifacts'), to_regclass('model_versions'))))
                     UNION ALL
                    SELECT 'function', format('%s(%s)', p.proname, oidvectortypes(p.proargtypes)), p.pronamespace
                      FROM pg_proc p
                     WHERE format('%s(%s)', p.proname, oidvectortypes(p.proargtypes)) = ANY (?)) t
              JOIN pg_namespace n ON n.oid = t.schema
             WHERE n.nspname = current_schema()
             ORDER BY t.kind DESC, t.name COLLATE "C"
            """;

    private TakenNames() {}

    /** Returns a finding for each such object of a schema that was never migrated. */
    static List<Finding> check(Connection connection, ServerState state) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setArray(1, connection.createArrayOf("text", relations(state)));
            statement.setArray(2, connection.createArrayOf("text", FUNCTIONS.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    findings.add(new Finding(
                            "a %s %s is there, and the migration makes one of that name"
                                    .formatted(rows.getString("kind"), rows.getString("name")),
                            "rename it, or drop it"));
                }
            }
        }
        return findings;
    }

    /** A table that is there brings its key, whatever that is called; ours would not be made. */
    private static Object[] relations(ServerState state) {
        return Stream.of(
                        RELATIONS,
                        state.hasArtifacts() ? List.<String>of() : WITH_ARTIFACTS,
                        state.hasModelVersions() ? List.<String>of() : WITH_MODEL_VERSIONS)
                .flatMap(List::stream)
                .toArray();
    }
}
