package ai.scidex.migration.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in the way of adopting a {@code model_versions} that an earlier migration left. */
final class EarlierVersions {

    /** Constraints that ours would be mistaken for, as PostgreSQL prints them. */
    private static final Map<String, String> CONSTRAINTS = Map.of(
            "model_versions_artifact_id_fkey",
            "FOREIGN KEY (artifact_id) REFERENCES artifacts(id) ON DELETE CASCADE",
            "model_versions_base_model_id_fkey",
            "FOREIGN KEY (base_model_id) REFERENCES artifacts(id)",
            "model_versions_eval_dataset_artifact_id_fkey",
            "FOREIGN KEY (eval_dataset_artifact_id) REFERENCES artifacts(id)",
            "model_versions_promotion_state_check",
            "CHECK ((promotion_state = ANY (ARRAY['candidate'::text, 'promoted'::text, 'rejected'::text, 'superseded'::text])))");

    private static final String CONSTRAINT_DEFINITIONS = """
            SELECT conname AS name, pg_get_constraintdef(oid) AS definition
              FROM pg_constraint
             WHERE conrelid = to_regclass('model_versions')
             ORDER BY conname COLLATE "C"
            """;

    private EarlierVersions() {}

    /** Returns everything that is wrong with a table that is not ours yet; {@link EarlierRow} looks into it. */
    static List<Finding> check(Connection connection, ServerState state) throws SQLException {
        List<Finding> findings = new ArrayList<>(ofShape(state, TableColumn.of(connection, "model_versions")));
        if (!state.hasArtifacts()) {
            findings.add(new Finding(
                    "model_versions is there, but artifacts, which it describes, is not",
                    "restore artifacts, or rename model_versions"));
        }
        if (!state.ownsModelVersions()) {
            findings.add(new Finding(
                    "%s does not own model_versions, so it may not add constraints to it".formatted(state.user()),
                    "migrate as its owner"));
        }
        findings.addAll(ofConstraints(connection));
        return findings;
    }

    private static List<Finding> ofShape(ServerState state, Map<String, TableColumn> actual) {
        List<Finding> findings = new ArrayList<>();
        Map<String, TableColumn> unexpected = new LinkedHashMap<>(actual);
        for (TableColumn expected : TableColumn.OF_MODEL_VERSIONS) {
            TableColumn column = unexpected.remove(expected.name());
            if (!expected.equals(column)) {
                findings.add(anotherShape(
                        "column %s is %s, not %s".formatted(expected.name(), describe(column), describe(expected))));
            }
        }
        unexpected.keySet().forEach(name -> findings.add(anotherShape("column %s is not one of ours".formatted(name))));
        if (!state.modelVersionsHaveKey()) {
            findings.add(anotherShape("artifact_id is not the primary key"));
        }
        return findings;
    }

    private static List<Finding> ofConstraints(Connection connection) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(CONSTRAINT_DEFINITIONS)) {
            while (rows.next()) {
                String name = rows.getString("name");
                String definition = rows.getString("definition");
                if (!CONSTRAINTS.getOrDefault(name, definition).equals(definition)) {
                    findings.add(new Finding(
                            "the constraint %s of model_versions is %s".formatted(name, definition),
                            "drop it; the migration adds %s".formatted(CONSTRAINTS.get(name))));
                }
            }
        }
        return findings;
    }

    private static Finding anotherShape(String difference) {
        return new Finding(
                "model_versions is there in another shape: " + difference,
                "rename that table, or give it the shape that docs/architecture.md names");
    }

    private static String describe(@Nullable TableColumn column) {
        if (column == null) {
            return "missing";
        }
        return column.isRequired() ? column.type() + " NOT NULL" : column.type();
    }
}
