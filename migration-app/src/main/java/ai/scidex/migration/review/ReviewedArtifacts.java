package ai.scidex.migration.review;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.PromotionState;
import ai.scidex.migration.backfill.RecordedJson;
import ai.scidex.migration.decision.Field;
import ai.scidex.migration.decision.LegacyArtifact;
import ai.scidex.migration.decision.RecordedColumns;
import ai.scidex.migration.manifest.Landing;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads artifacts for review, in the caller's transaction. */
@Singleton
final class ReviewedArtifacts {

    /** On its own: a statement that locks and reads returns the state from before its wait. */
    private static final String LOCK = "SELECT a.id FROM artifacts a WHERE a.id = ? FOR NO KEY UPDATE";

    /** What an upgrade wrote into the columns of {@code artifacts} is taken out again, unless somebody changed it since. */
    private static final String READ = """
            SELECT a.xmin::TEXT || ':' || coalesce(v.xmin::TEXT, '') AS seen, a.artifact_type, a.title,
                   v.artifact_id IS NOT NULL AS has_row,
                   s.change_id IS NOT NULL AS is_decided,
                   a.metadata::TEXT IS NOT DISTINCT FROM s.metadata_after::TEXT AS is_untouched,
                   s.metadata_before::TEXT AS metadata, s.before_sha256, s.evidence::TEXT AS evidence, s.run_id,
                   coalesce(s.review_of, s.change_id) AS revises,
                   coalesce((s.version_before ->> 'is_external')::INTEGER, 0) = 1 AS was_external,
                   CASE WHEN w.wrote AND a.origin_type = 'external' THEN s.origin_type_before ELSE a.origin_type
                   END AS origin_type,
                   CASE WHEN w.wrote AND a.origin_url = s.metadata_after ->> 'external_source_url'
                        THEN s.origin_url_before
                        ELSE a.origin_url
                   END AS origin_url,
                   l.landing_state, l.landing_reason,
                   EXISTS (SELECT
                             FROM model_promotion_events e
                            WHERE e.artifact_id = a.id
                              AND e.occurred_at > f.changed_at
                              AND e.evidence ->> 'runId' IS DISTINCT FROM s.run_id::TEXT) AS is_moved
              FROM artifacts a
              LEFT JOIN model_versions v ON v.artifact_id = a.id
              LEFT JOIN metadata_history s ON s.artifact_id = a.id AND s.stands
              LEFT JOIN metadata_changes f ON f.change_id = coalesce(s.review_of, s.change_id)
             CROSS JOIN LATERAL (SELECT s.outcome = 'upgraded' AND s.metadata_after -> 'is_external' = 'true' AS wrote) w
              LEFT JOIN backfill_runs r ON r.run_id = s.run_id
              LEFT JOIN LATERAL (SELECT m ->> 'state' AS landing_state, m ->> 'reason' AS landing_reason
                                   FROM jsonb_array_elements(r.manifest) AS m
                                  WHERE m ->> 'id' = a.id
                                     OR (starts_with(a.id, m ->> 'id')
                                         AND NOT EXISTS (SELECT
                                                           FROM artifacts w
                                                          WHERE w.id = m ->> 'id'
                                                            AND w.artifact_type = 'model'))
                                  ORDER BY length(m ->> 'id') DESC
                                  LIMIT 1) l ON true
             WHERE a.id = ?
            """;

    private static final String DECIDE_AGAIN =
            "; put it back, or have it decided again: model-catalog plan --redecide, then backfill --plan";

    private static final String CORRECT = "correct the metadata itself, and run model-catalog backfill again";

    private final JdbcOperations jdbc;
    private final ModelCatalog catalog;

    ReviewedArtifacts(JdbcOperations jdbc, ModelCatalog catalog) {
        this.jdbc = jdbc;
        this.catalog = catalog;
    }

    /** Lets one review at a time have the artifact, until the transaction ends. */
    void lock(String artifactId) {
        jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
                statement.setString(1, artifactId);
                return statement.execute();
            }
        });
    }

    /** Returns the artifact, if it is as the decision left it that the hold belongs to. */
    Finding read(HeldField hold) {
        Optional<Row> row = jdbc.execute(connection -> row(connection, hold.artifactId()));
        if (row.isEmpty() || !row.get().isModel()) {
            return new Changed("there is no model %s any more".formatted(hold.artifactId()));
        }
        return finding(row.get(), hold);
    }

    private Finding finding(Row row, HeldField hold) {
        String id = hold.artifactId();
        Optional<ModelVersion> actual = catalog.findModelVersion(new ArtifactId(id));
        if (actual.isEmpty()) {
            return new Changed("the row of %s in model_versions is gone".formatted(id) + DECIDE_AGAIN);
        }
        Standing standing = row.standing();
        if (standing == null) {
            return new Changed("what was decided for %s was taken back; run model-catalog backfill".formatted(id));
        }
        if (!Objects.equals(standing.sha256(), hold.seenSha256())) {
            return new Changed("run %d decided %s again since, on other metadata; see what it holds"
                    .formatted(standing.runId(), id));
        }
        if (!standing.isUntouched()) {
            return new Changed("somebody changed the metadata of %s since; ".formatted(id)
                    + (hold.required() ? "run model-catalog backfill, which decides it again" : CORRECT));
        }
        RecordedColumns columns = RecordedColumns.of(RecordedJson.parse(standing.evidence()), actual.get());
        Set<Field> emptied = columns.emptiedSince();
        if (!emptied.isEmpty()) {
            return new Changed("somebody emptied %s of %s since".formatted(names(emptied), id) + DECIDE_AGAIN);
        }
        Set<Field> changed = columns.changedSince();
        if (changed.contains(Field.IS_EXTERNAL)
                || changed.stream().anyMatch(one -> one.text().equals(hold.field()))) {
            return new Changed("somebody changed %s of %s since".formatted(names(changed), id) + DECIDE_AGAIN);
        }
        return new Current(row.reviewed(standing, columns, changed));
    }

    private static String names(Set<Field> fields) {
        return fields.stream().map(Field::text).collect(Collectors.joining(", "));
    }

    private static Optional<Row> row(Connection connection, String artifactId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, artifactId);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(Row.of(artifactId, rows)) : Optional.empty();
            }
        }
    }

    /** What was found of an artifact. */
    sealed interface Finding {}

    /** It is as it was decided. */
    record Current(ReviewedArtifact artifact) implements Finding {}

    /** It is not, for this reason. */
    record Changed(String reason) implements Finding {}

    /** The decision that stands. */
    private record Standing(
            boolean isUntouched,
            @Nullable String metadata,
            @Nullable String sha256,
            String evidence,
            long runId,
            long revises,
            boolean wasExternal) {}

    /** The artifact and what stands of it. */
    private record Row(
            ArtifactId id,
            String seen,
            boolean isModel,
            String title,
            @Nullable String originType,
            @Nullable String originUrl,
            Landing landing,
            boolean isMoved,
            @Nullable Standing standing) {

        static Row of(String artifactId, ResultSet row) throws SQLException {
            return new Row(
                    new ArtifactId(artifactId),
                    row.getString("seen"),
                    "model".equals(row.getString("artifact_type")),
                    row.getString("title"),
                    row.getString("origin_type"),
                    row.getString("origin_url"),
                    landing(row),
                    row.getBoolean("is_moved"),
                    row.getBoolean("is_decided") ? standing(row) : null);
        }

        private static Landing landing(ResultSet row) throws SQLException {
            String state = row.getString("landing_state");
            return state == null || row.getBoolean("is_moved")
                    ? Landing.CANDIDATE
                    : new Landing(PromotionState.of(state), row.getString("landing_reason"));
        }

        private static Standing standing(ResultSet row) throws SQLException {
            return new Standing(
                    row.getBoolean("is_untouched"),
                    row.getString("metadata"),
                    row.getString("before_sha256"),
                    row.getString("evidence"),
                    row.getLong("run_id"),
                    row.getLong("revises"),
                    row.getBoolean("was_external"));
        }

        ReviewedArtifact reviewed(Standing standing, RecordedColumns columns, Set<Field> changed) {
            ModelVersion actual = columns.actual();
            LegacyArtifact found = LegacyArtifact.of(
                    id, seen, title, originType, originUrl, standing.metadata(), columns.found(standing.wasExternal()));
            boolean promotedSince = isMoved && actual.promotionState() == PromotionState.PROMOTED;
            return new ReviewedArtifact(
                    found, actual, standing.revises(), standing.runId(), changed, landing, promotedSince);
        }
    }
}
