package ai.scidex.migration.schema;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says, before anything is touched, what stands in the way of the migration. */
@Singleton
public final class Preflight {

    private static final int OLDEST_VERSION = 15;

    private static final String COLUMNS = """
            SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type, a.attnotnull AS is_required
              FROM pg_attribute a
             WHERE a.attrelid = to_regclass(?)
               AND a.attnum > 0
               AND NOT a.attisdropped
             ORDER BY a.attnum
            """;

    private final JdbcOperations jdbc;

    Preflight(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns everything that was found, in the order in which to cure it; empty if the migration may begin. */
    public List<Finding> check() {
        return jdbc.execute(connection -> {
            ServerState state = state(connection);
            List<Finding> findings = new ArrayList<>(ofServer(state));
            if (state.hasArtifacts()) {
                findings.addAll(ofArtifacts(state, columns(connection, "artifacts")));
            }
            if (state.hasModelVersions()) {
                findings.addAll(ofModelVersions(state, columns(connection, "model_versions")));
            }
            return List.copyOf(findings);
        });
    }

    private static List<Finding> ofServer(ServerState state) {
        List<Finding> findings = new ArrayList<>();
        if (state.version() / 10_000 < OLDEST_VERSION) {
            findings.add(new Finding(
                    "the server is PostgreSQL %d".formatted(state.version() / 10_000),
                    "use PostgreSQL %d or newer".formatted(OLDEST_VERSION)));
        }
        if (state.isReplica()) {
            findings.add(new Finding("the server is a replica and takes no writes", "connect to the primary"));
        }
        if (state.schema() == null) {
            findings.add(new Finding(
                    "the schema does not exist, or %s may not use it".formatted(state.user()),
                    "create it, grant USAGE on it, or name another with --schema"));
        } else if (!state.canCreate() && !state.isMigrated()) {
            findings.add(new Finding(
                    "%s may not create tables in schema %s".formatted(state.user(), state.schema()),
                    "as its owner: GRANT CREATE ON SCHEMA %s TO %s".formatted(state.schema(), state.user())));
        }
        return findings;
    }

    private static List<Finding> ofArtifacts(ServerState state, Map<String, TableColumn> actual) {
        List<Finding> findings = new ArrayList<>();
        for (TableColumn expected : TableColumn.OF_ARTIFACTS) {
            TableColumn column = actual.get(expected.name());
            if (column == null) {
                findings.add(new Finding(
                        "artifacts has no column %s".formatted(expected.name()),
                        "add it with type %s".formatted(expected.type())));
            } else if (!column.type().equals(expected.type())) {
                findings.add(new Finding(
                        "artifacts.%s is of type %s".formatted(expected.name(), column.type()),
                        "it must be of type %s".formatted(expected.type())));
            }
        }
        if (!state.artifactsHaveUniqueId()) {
            findings.add(new Finding("artifacts.id is no key", "make it the primary key"));
        }
        if (!state.canUseArtifacts()) {
            findings.add(new Finding(
                    "%s lacks rights on artifacts".formatted(state.user()),
                    "as its owner: GRANT SELECT, INSERT, UPDATE, REFERENCES ON artifacts TO %s"
                            .formatted(state.user())));
        }
        if (!state.ownsArtifacts() && !state.isMigrated()) {
            findings.add(new Finding(
                    "%s does not own artifacts, so it may not create indexes on it".formatted(state.user()),
                    "migrate as the owner of artifacts"));
        }
        return findings;
    }

    private static List<Finding> ofModelVersions(ServerState state, Map<String, TableColumn> actual) {
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

    private static ServerState state(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ServerState.SQL)) {
            rows.next();
            return ServerState.of(rows);
        }
    }

    private static Map<String, TableColumn> columns(Connection connection, String table) throws SQLException {
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
}
