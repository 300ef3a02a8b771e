package ai.scidex.migration.models;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.migration.models.ModelCard.OpenHold;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the artifact of a model says beside its row in {@code model_versions}, and what of it is held. */
@Singleton
final class ArtifactFacts {

    /** Metadata of legacy rows may say anything, at any length. */
    private static final String FACTS = """
            SELECT a.id, left(a.title, 2000) AS title, a.version_number, a.is_latest = 1 AS is_latest,
                   left(a.lifecycle_state, 500) AS lifecycle_state, left(a.created_by, 500) AS created_by,
                   left(a.origin_url, 2000) AS origin_url,
                   left(a.metadata ->> 'model_family', 500) AS model_family,
                   left(a.metadata ->> 'framework', 500) AS framework,
                   left(a.metadata ->> 'parameter_count', 100) AS parameter_count,
                   left(a.metadata ->> 'training_data', 2000) AS training_data,
                   left(a.metadata ->> 'evaluation_dataset', 2000) AS evaluation_dataset,
                   pin_strength(v.is_external, v.code_commit_sha, v.external_source_version, a.metadata)
                       AS pin_strength
              FROM artifacts a
              JOIN model_versions v ON v.artifact_id = a.id
             WHERE a.id = ANY (?)
             ORDER BY a.id COLLATE "C"
            """;

    private static final String HOLDS = """
            SELECT field, reason, required
              FROM metadata_holds
             WHERE artifact_id = ?
               AND status = 'open'
             ORDER BY field COLLATE "C"
            """;

    private final JdbcOperations jdbc;

    ArtifactFacts(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns what is said of each model; nothing of one that was deleted meanwhile. */
    Map<ArtifactId, Facts> of(Collection<ArtifactId> models) {
        return jdbc.execute(connection -> {
            Map<ArtifactId, Facts> facts = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(FACTS)) {
                Object[] ids = models.stream().map(ArtifactId::value).toArray();
                statement.setArray(1, connection.createArrayOf("text", ids));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        facts.put(new ArtifactId(rows.getString("id")), facts(rows));
                    }
                }
            }
            return facts;
        });
    }

    /** Returns the fields of a model that wait for a person. */
    List<OpenHold> holds(ArtifactId model) {
        return jdbc.execute(connection -> {
            List<OpenHold> holds = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(HOLDS)) {
                statement.setString(1, model.value());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        holds.add(new OpenHold(
                                rows.getString("field"), rows.getString("reason"), rows.getBoolean("required")));
                    }
                }
            }
            return holds;
        });
    }

    private static Facts facts(ResultSet row) throws SQLException {
        return new Facts(
                row.getString("title"),
                row.getObject("version_number", Integer.class),
                row.getBoolean("is_latest"),
                row.getString("lifecycle_state"),
                row.getString("created_by"),
                row.getString("origin_url"),
                row.getString("model_family"),
                row.getString("framework"),
                row.getString("parameter_count"),
                row.getString("training_data"),
                row.getString("evaluation_dataset"),
                row.getString("pin_strength"));
    }

    /** What is said of one model; texts are cut where they are long. */
    record Facts(
            @Nullable String title,
            @Nullable Integer versionNumber,
            boolean isLatest,
            @Nullable String lifecycleState,
            @Nullable String createdBy,
            @Nullable String originUrl,
            @Nullable String modelFamily,
            @Nullable String framework,
            @Nullable String parameterCount,
            @Nullable String trainingData,
            @Nullable String evaluationDataset,
            String pinStrength) {}
}
