package ai.scidex.migration.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A column of a table, expected or found.
 *
 * @param name its name
 * @param type its type, as {@code information_schema} calls it
 * @param isRequired whether it is declared {@code NOT NULL}
 */
record TableColumn(String name, String type, boolean isRequired) {

    /** What we need of {@code artifacts}; it may have other columns. */
    static final List<TableColumn> OF_ARTIFACTS = List.of(
            nullable("id", "text"),
            nullable("artifact_type", "text"),
            nullable("title", "text"),
            nullable("created_by", "text"),
            nullable("metadata", "jsonb"),
            nullable("created_at", "timestamp with time zone"),
            nullable("updated_at", "timestamp with time zone"),
            nullable("version_number", "integer"),
            nullable("parent_version_id", "text"),
            nullable("is_latest", "integer"),
            nullable("lifecycle_state", "text"),
            nullable("superseded_by", "text"),
            nullable("origin_type", "text"),
            nullable("origin_url", "text"));

    /**
     * The whole of {@code model_versions}, as an earlier migration may have left it. Once the table is ours it may have
     * more: a column that a later script of ours adds is none of these.
     */
    static final List<TableColumn> OF_MODEL_VERSIONS = List.of(
            required("artifact_id", "text"),
            required("is_external", "integer"),
            nullable("external_source_url", "text"),
            nullable("external_source_version", "text"),
            nullable("base_model_id", "text"),
            nullable("code_repo_url", "text"),
            nullable("code_commit_sha", "text"),
            nullable("code_entrypoint", "text"),
            nullable("training_started_at", "text"),
            nullable("training_completed_at", "text"),
            nullable("trained_by", "text"),
            nullable("gpu_allocation_id", "text"),
            nullable("training_params_json", "text"),
            nullable("eval_metrics_json", "text"),
            nullable("eval_dataset_artifact_id", "text"),
            nullable("benchmark_id", "text"),
            required("promotion_state", "text"),
            nullable("promotion_notes", "text"),
            required("created_at", "text"));

    private static final String COLUMNS = """
            SELECT attname AS name, format_type(atttypid, NULL) AS type, attnotnull AS is_required
              FROM pg_attribute
             WHERE attrelid = to_regclass(?)
               AND attnum > 0
               AND NOT attisdropped
             ORDER BY attnum
            """;

    /** Returns the columns that a table has, by name, in their order. */
    static Map<String, TableColumn> of(Connection connection, String table) throws SQLException {
        Map<String, TableColumn> columns = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    TableColumn column = new TableColumn(
                            rows.getString("name"), rows.getString("type"), rows.getBoolean("is_required"));
                    columns.put(column.name(), column);
                }
            }
        }
        return columns;
    }

    /** Returns a finding for each column of {@code expected} that is not there, or is of another type. */
    static List<Finding> missing(String table, List<TableColumn> expected, Map<String, TableColumn> actual) {
        List<Finding> findings = new ArrayList<>();
        for (TableColumn wanted : expected) {
            TableColumn column = actual.get(wanted.name());
            if (column == null) {
                findings.add(new Finding(
                        "%s has no column %s".formatted(table, wanted.name()),
                        "add it with type %s".formatted(wanted.type())));
            } else if (!column.type().equals(wanted.type())) {
                findings.add(new Finding(
                        "%s.%s is of type %s".formatted(table, wanted.name(), column.type()),
                        "it must be of type %s".formatted(wanted.type())));
            }
        }
        return findings;
    }

    private static TableColumn required(String name, String type) {
        return new TableColumn(name, type, true);
    }

    private static TableColumn nullable(String name, String type) {
        return new TableColumn(name, type, false);
    }
}
