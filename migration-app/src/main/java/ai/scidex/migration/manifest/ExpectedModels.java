package ai.scidex.migration.manifest;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.migration.schema.ArtifactsTable;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Finds the models that a manifest names. */
@Singleton
public final class ExpectedModels {

    private static final String MATCHES = """
            SELECT e.id AS entry_id, a.id AS artifact_id
              FROM unnest(?::TEXT[]) AS e (id)
              JOIN artifacts a ON starts_with(a.id, e.id)
             WHERE a.artifact_type = 'model'
             ORDER BY a.id COLLATE "C"
            """;

    private final JdbcOperations jdbc;

    ExpectedModels(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Matches a manifest with the models of the database. Changes nothing, and works before the first migration too.
     *
     * @throws UnmatchedManifestException if an entry matches no model, or a prefix matches several
     */
    public Landings resolve(Manifest manifest) {
        Map<String, NavigableSet<String>> matches = matches(manifest);
        Map<ArtifactId, Landing> byModel = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (Manifest.Entry entry : manifest.entries()) {
            NavigableSet<String> ids = matches.getOrDefault(entry.id(), new TreeSet<>());
            if (ids.isEmpty()) {
                problems.add("no model '%s'".formatted(entry.id()));
            } else if (ids.size() > 1 && !ids.contains(entry.id())) {
                problems.add("'%s' is the beginning of %d models".formatted(entry.id(), ids.size()));
            } else {
                String id = ids.contains(entry.id()) ? entry.id() : ids.first();
                if (byModel.put(new ArtifactId(id), entry.landing()) != null) {
                    problems.add("two entries for model '%s'".formatted(id));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new UnmatchedManifestException(problems, matches.isEmpty());
        }
        return new Landings(manifest, byModel);
    }

    private Map<String, NavigableSet<String>> matches(Manifest manifest) {
        String[] ids = manifest.entries().stream().map(Manifest.Entry::id).toArray(String[]::new);
        return jdbc.execute(connection -> ArtifactsTable.isThere(connection) ? matches(connection, ids) : Map.of());
    }

    private static Map<String, NavigableSet<String>> matches(Connection connection, String[] ids) throws SQLException {
        Map<String, NavigableSet<String>> matches = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(MATCHES)) {
            statement.setArray(1, connection.createArrayOf("text", ids));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    matches.computeIfAbsent(rows.getString("entry_id"), entry -> new TreeSet<>())
                            .add(rows.getString("artifact_id"));
                }
            }
        }
        return matches;
    }
}
