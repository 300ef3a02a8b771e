package ai.scidex.migration.backfill;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.InvalidValueException;
import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.PromotionState;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.backfill.LegacyRow.Illegible;
import ai.scidex.migration.backfill.LegacyRow.Legible;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.KnownArtifacts;
import ai.scidex.migration.decision.LegacyArtifact;
import ai.scidex.migration.decision.Rules;
import ai.scidex.migration.decision.Rulings;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the model artifacts that wait for a decision, by pages. */
@Singleton
public final class LegacyArtifacts {

    /** The id that no artifact comes before. */
    public static final String FIRST_ID = "";

    /**
     * Waiting are the artifacts that nobody examined (the last word of their history, later updates aside, is none, or
     * that a run was taken back), and those with a required field held whose metadata was edited since, or all of
     * these. What this run decided already does not wait for it any more; {@code OFFSET 0} keeps the planner, which does not
     * know how fast a run grows, from reading all of it for each page.
     */
    static final String WAITING = """
              FROM artifacts a
              LEFT JOIN model_versions v ON v.artifact_id = a.id
             WHERE a.artifact_type = 'model'
               AND (coalesce((SELECT c.outcome = 'reverted'
                                FROM metadata_changes c
                               WHERE c.artifact_id = a.id
                                 AND c.outcome <> 'updated'
                               ORDER BY c.change_id DESC
                               LIMIT 1), true)
                    OR EXISTS (SELECT
                                 FROM metadata_holds h
                                WHERE h.artifact_id = a.id
                                  AND h.status = 'open'
                                  AND h.required
                                  AND (?
                                       OR h.seen_sha256 IS DISTINCT FROM
                                          encode(sha256(convert_to(a.metadata::TEXT, 'UTF8')), 'hex'))))
               AND NOT EXISTS (SELECT
                                 FROM metadata_changes c
                                WHERE c.artifact_id = a.id
                                  AND c.run_id = ?
                               OFFSET 0)
            """;

    private static final String PAGE = """
            SELECT a.id, a.xmin::TEXT || ':' || coalesce(v.xmin::TEXT, '') AS seen,
                   a.title, a.origin_type, a.origin_url, a.metadata::TEXT AS metadata, v.*
              %s
               AND a.id COLLATE "C" >= ?%s
             ORDER BY a.id COLLATE "C"
             LIMIT ?
            """;

    private static final String PAGE_FROM = PAGE.formatted(WAITING.strip(), "");

    private static final String PAGE_UP_TO = PAGE.formatted(WAITING.strip(), " AND a.id COLLATE \"C\" <= ?");

    private static final String COUNT = "SELECT count(*)\n" + WAITING;

    private static final String KNOWN = """
            SELECT id, artifact_type = 'model' AS is_model
              FROM artifacts
             WHERE id = ANY (?)
             ORDER BY id COLLATE "C"
            """;

    /** The least that a text of PostgreSQL can hold. */
    static final char LEAST_CHARACTER = '\u0001';

    private final JdbcOperations jdbc;
    private final String emptyTables;

    @Inject
    LegacyArtifacts(JdbcOperations jdbc) {
        this(jdbc, "");
    }

    private LegacyArtifacts(JdbcOperations jdbc, String emptyTables) {
        this.jdbc = jdbc;
        this.emptyTables = emptyTables;
    }

    /** Returns the same reader for a database that may not be migrated: each table that is not there counts as empty. */
    public LegacyArtifacts ofWhatIsThere() {
        return new LegacyArtifacts(jdbc, jdbc.execute(MissingTables::asEmptyOnes));
    }

    /**
     * Returns the next artifacts that wait, in the order of their ids.
     *
     * @param from the first id that may be among them
     */
    public List<LegacyRow> page(String from, Work work, int size) {
        return page(from, null, work, size);
    }

    /**
     * As {@link #page(String, Work, int)}, up to an id.
     *
     * @param last the last id that may be among them; absent if every later one may
     */
    List<LegacyRow> page(String from, @Nullable String last, Work work, int size) {
        return jdbc.execute(connection -> {
            List<LegacyRow> page = new ArrayList<>();
            try (PreparedStatement statement =
                    connection.prepareStatement(emptyTables + (last == null ? PAGE_FROM : PAGE_UP_TO))) {
                int parameter = 1;
                statement.setBoolean(parameter++, work.redecides());
                statement.setObject(parameter++, work.runId(), Types.BIGINT);
                statement.setString(parameter++, from);
                if (last != null) {
                    statement.setString(parameter++, last);
                }
                statement.setInt(parameter, size);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        page.add(row(rows));
                    }
                }
            }
            return page;
        });
    }

    /** Returns how many artifacts wait. */
    public long count(Work work) {
        return jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(emptyTables + COUNT)) {
                statement.setBoolean(1, work.redecides());
                statement.setObject(2, work.runId(), Types.BIGINT);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    /** Returns the id that comes right after {@code id}; no text can be between them. */
    public static String next(String id) {
        return id + LEAST_CHARACTER;
    }

    /** Decides a page of artifacts by the rules, and as people decided of the same metadata. */
    public List<Decision> decide(List<LegacyArtifact> page) {
        Map<ArtifactId, Rulings> rulings = Holds.rulings(jdbc, emptyTables, page);
        KnownArtifacts known = known(page, rulings);
        return page.stream()
                .map(artifact -> Rules.decide(artifact, known, rulings.getOrDefault(artifact.id(), Rulings.none())))
                .toList();
    }

    /** Returns which of the ids that the artifacts, or the rulings on them, mention exist. */
    public KnownArtifacts known(List<LegacyArtifact> page, Map<ArtifactId, Rulings> rulings) {
        Set<String> mentioned = new TreeSet<>();
        page.forEach(artifact ->
                mentioned.addAll(Rules.mentions(artifact, rulings.getOrDefault(artifact.id(), Rulings.none()))));
        return mentioned.isEmpty() ? KnownArtifacts.none() : jdbc.execute(connection -> known(connection, mentioned));
    }

    private static KnownArtifacts known(Connection connection, Set<String> mentioned) throws SQLException {
        Set<String> artifacts = new HashSet<>();
        Set<String> models = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
            statement.setArray(1, connection.createArrayOf("text", mentioned.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    artifacts.add(rows.getString("id"));
                    if (rows.getBoolean("is_model")) {
                        models.add(rows.getString("id"));
                    }
                }
            }
        }
        return new KnownArtifacts(artifacts, models);
    }

    private static LegacyRow row(ResultSet row) throws SQLException {
        String id = row.getString("id");
        try {
            return new Legible(artifact(new ArtifactId(id), row));
        } catch (InvalidValueException e) {
            return new Illegible(id, e.getMessage() + "; give it another id, or delete it");
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Illegible(id, String.valueOf(e.getMessage()));
        }
    }

    private static LegacyArtifact artifact(ArtifactId id, ResultSet row) throws SQLException {
        return LegacyArtifact.of(
                id,
                row.getString("seen"),
                row.getString("title"),
                row.getString("origin_type"),
                row.getString("origin_url"),
                row.getString("metadata"),
                row.getString("artifact_id") == null ? null : version(id, row));
    }

    private static ModelVersion version(ArtifactId id, ResultSet row) throws SQLException {
        return new ModelVersion(
                id,
                row.getInt("is_external") == 1,
                row.getString("external_source_url"),
                row.getString("external_source_version"),
                id(row.getString("base_model_id")),
                row.getString("code_repo_url"),
                row.getString("code_commit_sha"),
                row.getString("code_entrypoint"),
                time(row.getString("training_started_at")),
                time(row.getString("training_completed_at")),
                row.getString("trained_by"),
                row.getString("gpu_allocation_id"),
                json(row, "training_params_json"),
                json(row, "eval_metrics_json"),
                id(row.getString("eval_dataset_artifact_id")),
                row.getString("benchmark_id"),
                PromotionState.of(row.getString("promotion_state")),
                row.getString("promotion_notes"),
                row.getString("created_at"));
    }

    private static @Nullable ArtifactId id(@Nullable String text) {
        return text == null ? null : new ArtifactId(text);
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    /** PostgreSQL takes some JSON that our limits do not allow, and names that are there twice. */
    private static @Nullable JsonNode json(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        try {
            return text == null ? null : MetadataJson.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "its %s in model_versions cannot be read (%s); correct it"
                            .formatted(column, e.getOriginalMessage()),
                    e);
        }
    }

    /**
     * Which artifacts wait.
     *
     * @param runId the run that asks; absent if there is none yet
     * @param redecides whether every held artifact waits too
     */
    public record Work(@Nullable Long runId, boolean redecides) {}
}
