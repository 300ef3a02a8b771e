package ai.scidex.migration.models;

import ai.scidex.catalog.ArtifactId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** Finds the model that somebody names by its id or the beginning of it, by the rule of the manifest. */
@Singleton
public final class ModelNames {

    /** The id itself sorts before all that it is the beginning of. */
    private static final String MATCHES = """
            SELECT id
              FROM artifacts
             WHERE artifact_type = 'model'
               AND starts_with(id COLLATE "C", ?)
             ORDER BY id COLLATE "C"
             LIMIT 3
            """;

    private final JdbcOperations jdbc;

    ModelNames(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns what {@code name} names. An exact id wins. */
    public ModelName resolve(ArtifactId name) {
        List<ArtifactId> matches = matches(name);
        if (matches.isEmpty()) {
            return new ModelName.Unknown();
        }
        ArtifactId first = matches.get(0);
        return matches.size() == 1 || first.equals(name)
                ? new ModelName.Unique(first)
                : new ModelName.Ambiguous(matches);
    }

    private List<ArtifactId> matches(ArtifactId name) {
        return jdbc.execute(connection -> {
            List<ArtifactId> matches = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(MATCHES)) {
                statement.setString(1, name.value());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        matches.add(new ArtifactId(rows.getString("id")));
                    }
                }
            }
            return matches;
        });
    }
}
