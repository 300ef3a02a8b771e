package ai.scidex.migration.review;

import ai.scidex.migration.backfill.RecordedJson;
import ai.scidex.migration.decision.Candidate;
import ai.scidex.migration.review.HeldField.Made;
import ai.scidex.migration.review.HoldHistory.Step;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the holds. */
@Singleton
public class HeldFields {

    private static final int PAGE = 500;

    /**
     * An artifact changed since if it is not as its latest decision left it: the metadata, or the column of the field. A
     * column is compared as what it means.
     */
    private static final String HOLDS = """
            SELECT h.hold_id, h.artifact_id, h.field, h.reason, h.required, h.candidates::TEXT AS candidates, h.status,
                   h.seen_sha256, h.run_id::TEXT AS run_id, h.value::TEXT AS value, h.decided_by, h.note,
                   to_char(h.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS decided_at,
                   a.id IS NULL
                   OR s.change_id IS NULL
                   OR s.before_sha256 IS DISTINCT FROM h.seen_sha256
                   OR a.metadata::TEXT IS DISTINCT FROM s.metadata_after::TEXT
                   OR v.artifact_id IS NULL
                   OR x.is_emptied
                   OR x.is_other_kind
                   OR (h.status = 'open'
                       AND CASE
                               WHEN h.field IN ('training_started_at', 'training_completed_at')
                                   THEN model_time(c.now) IS DISTINCT FROM model_time(c.kept)
                               WHEN h.field IN ('training_params_json', 'eval_metrics_json')
                                   THEN c.now::JSONB::TEXT IS DISTINCT FROM c.kept::JSONB::TEXT
                               WHEN h.field = 'is_external'
                                   THEN false
                               ELSE btrim(c.now) IS DISTINCT FROM btrim(c.kept)
                           END) AS changed_since
              FROM metadata_holds h
              LEFT JOIN artifacts a ON a.id = h.artifact_id AND a.artifact_type = 'model'
              LEFT JOIN model_versions v ON v.artifact_id = h.artifact_id
              LEFT JOIN metadata_history s ON s.artifact_id = h.artifact_id AND s.stands
             CROSS JOIN LATERAL (SELECT to_jsonb(v) ->> h.field AS now,
                                        (SELECT e ->> 'kept'
                                           FROM jsonb_array_elements(s.evidence) AS e
                                          WHERE e ->> 'field' = h.field) AS kept) c
             CROSS JOIN LATERAL (SELECT coalesce(bool_or(e ->> 'field' <> 'is_external'
                                                         AND to_jsonb(v) ?? (e ->> 'field')
                                                         AND to_jsonb(v) ->> (e ->> 'field') IS NULL
                                                         AND coalesce(e -> 'kept', e -> 'value') IS NOT NULL), false) AS is_emptied,
                                        coalesce(bool_or(e ->> 'field' = 'is_external'
                                                         AND (e ->> 'value')::BOOLEAN <> (v.is_external = 1)
                                                         AND NOT (v.promotion_state = 'promoted'
                                                                  AND v.is_external = 0
                                                                  AND (v.external_source_url IS NULL
                                                                       OR v.external_source_version IS NULL))), false) AS is_other_kind
                                   FROM jsonb_array_elements(s.evidence) AS e) x
            """;

    private static final String LIST = HOLDS + """
             WHERE (CAST(? AS TEXT) IS NULL OR h.status = ?)
               AND (CAST(? AS TEXT) IS NULL OR h.artifact_id = ?)
             ORDER BY h.hold_id
            """;

    private static final String FIND = HOLDS + """
             WHERE h.hold_id = ?
             ORDER BY h.hold_id
            """;

    private static final String STEPS = """
            SELECT d.action, d.value::TEXT AS value, d.decided_by, d.note,
                   to_char(d.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS decided_at
              FROM hold_decisions d
             WHERE d.artifact_id = ?
               AND d.hold_id = ?
             ORDER BY d.decision_id
            """;

    private final JdbcOperations jdbc;

    HeldFields(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Shows the holds that pass the filter to {@code reader}, in the order of their numbers, one after the other.
     *
     * @param reader says whether it wants more
     */
    @Transactional(readOnly = true)
    public void read(HoldFilter filter, Predicate<HeldField> reader) {
        jdbc.execute(connection -> read(connection, filter, reader));
    }

    /** Returns the holds that pass the filter, in the order of their numbers. */
    @Transactional(readOnly = true)
    public List<HeldField> list(HoldFilter filter) {
        List<HeldField> all = new ArrayList<>();
        read(filter, all::add);
        return all;
    }

    /**
     * Returns the hold of a number.
     *
     * @throws NoSuchHoldException if there is none
     */
    @Transactional
    public HeldField find(long holdId) {
        Optional<HeldField> found = jdbc.execute(connection -> find(connection, holdId));
        return found.orElseThrow(() -> new NoSuchHoldException(holdId));
    }

    /**
     * Returns the hold of a number with its history.
     *
     * @throws NoSuchHoldException if there is none
     */
    @Transactional(readOnly = true)
    public HoldHistory history(long holdId) {
        HeldField hold = find(holdId);
        List<HeldField> others = list(new HoldFilter(HeldField.OPEN, hold.artifactId())).stream()
                .filter(other -> other.holdId() != holdId)
                .toList();
        return new HoldHistory(hold, jdbc.execute(connection -> steps(connection, hold)), others);
    }

    private static List<Step> steps(Connection connection, HeldField hold) throws SQLException {
        List<Step> steps = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(STEPS)) {
            statement.setString(1, hold.artifactId());
            statement.setLong(2, hold.holdId());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String by = rows.getString("decided_by");
                    steps.add(new Step(rows.getString("action"), decision(rows, by)));
                }
            }
        }
        return steps;
    }

    private static boolean read(Connection connection, HoldFilter filter, Predicate<HeldField> reader)
            throws SQLException {
        boolean wantsMore = true;
        try (PreparedStatement statement = connection.prepareStatement(LIST)) {
            statement.setFetchSize(PAGE);
            statement.setString(1, filter.status());
            statement.setString(2, filter.status());
            statement.setString(3, filter.artifactId());
            statement.setString(4, filter.artifactId());
            try (ResultSet rows = statement.executeQuery()) {
                while (wantsMore && rows.next()) {
                    wantsMore = reader.test(hold(rows));
                }
            }
        }
        return wantsMore;
    }

    private static Optional<HeldField> find(Connection connection, long holdId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setObject(1, holdId, Types.BIGINT);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(hold(rows)) : Optional.empty();
            }
        }
    }

    private static HeldField hold(ResultSet row) throws SQLException {
        return new HeldField(
                row.getLong("hold_id"),
                row.getString("artifact_id"),
                row.getString("field"),
                row.getString("reason"),
                row.getBoolean("required"),
                candidates(row.getString("candidates")),
                row.getString("status"),
                row.getString("seen_sha256"),
                row.getBoolean("changed_since"),
                row.getString("run_id"),
                made(row));
    }

    private static List<Candidate> candidates(String json) {
        List<Candidate> candidates = new ArrayList<>();
        for (JsonNode candidate : RecordedJson.parse(json)) {
            candidates.add(new Candidate(
                    candidate.path("value"), candidate.path("source").asText()));
        }
        return candidates;
    }

    private static @Nullable Made made(ResultSet row) throws SQLException {
        String by = row.getString("decided_by");
        return by == null ? null : decision(row, by);
    }

    private static Made decision(ResultSet row, String by) throws SQLException {
        String value = row.getString("value");
        return new Made(
                value == null ? null : RecordedJson.parse(value),
                by,
                row.getString("decided_at"),
                row.getString("note"));
    }
}
