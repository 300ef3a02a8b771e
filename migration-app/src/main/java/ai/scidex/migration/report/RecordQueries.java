package ai.scidex.migration.report;

/** The SQL that reads the record back. */
final class RecordQueries {

    static final String RUNS = """
            SELECT r.run_id, r.started_by, r.tool_version, r.rules_version, r.schema_version, r.schema_sha256,
                   to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC' AS started_at,
                   to_char(r.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC' AS finished_at,
                   to_char(r.reverted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC' AS reverted_at,
                   jsonb_array_length(r.manifest) AS expected_models
              FROM backfill_runs r
             ORDER BY r.run_id
            """;

    static final String TOTALS = """
            SELECT t.category, t.name, t.count
              FROM (SELECT 1 AS place, 'Outcome' AS category, o.name, count(h.change_id) AS count
                      FROM unnest(ARRAY['upgraded', 'held', 'unchanged']) AS o (name)
                      LEFT JOIN metadata_history h
                        ON h.outcome = o.name
                       AND h.stands
                       AND EXISTS (SELECT FROM artifacts a WHERE a.id = h.artifact_id)
                     GROUP BY o.name
                     UNION ALL
                    SELECT 2, 'Promotion state', s.name, count(v.artifact_id)
                      FROM unnest(ARRAY['promoted', 'candidate', 'rejected', 'superseded']) AS s (name)
                      LEFT JOIN model_versions v ON v.promotion_state = s.name
                     GROUP BY s.name
                     UNION ALL
                    SELECT 3, 'Open holds', m.reason, count(*)
                      FROM metadata_holds m
                     WHERE m.status = 'open'
                     GROUP BY m.reason
                     UNION ALL
                    SELECT 4, 'Held field', m.field, count(*)
                      FROM metadata_holds m
                     WHERE m.status = 'open'
                     GROUP BY m.field) t
             ORDER BY t.place, t.count DESC, t.name COLLATE "C"
            """;

    static final String COUNT = """
            SELECT count(*)
              FROM artifacts a
              JOIN metadata_history h ON h.artifact_id = a.id
              JOIN model_versions v ON v.artifact_id = a.id
             WHERE a.artifact_type = 'model'
               AND h.stands
            """;

    /** PostgreSQL would compile the query of a page for longer than it runs, and anew for each. Ends with the transaction. */
    static final String COMPILE_NOTHING = "SET LOCAL jit = off";

    /**
     * The ledger of fields, and behind it what an external model brought into the columns of {@code artifacts}. A page is
     * cut out first: what the view works out is used several times, and would be worked out each time. Metadata that nobody
     * would read to its end is left where it is: a page of it would fill the memory; and that of artifacts without an open
     * hold, unless the last parameter says that it is shown.
     */
    static final String ARTIFACTS = """
            SELECT h.artifact_id, h.title, h.outcome, (h.evidence || o.evidence)::TEXT AS evidence, h.before_sha256,
                   encode(sha256(convert_to(h.metadata_after_text, 'UTF8')), 'hex') AS after_sha256,
                   CASE WHEN s.is_shown AND length(h.metadata_before::TEXT) <= 100000
                        THEN h.metadata_before::TEXT
                   END AS metadata_before,
                   CASE WHEN s.is_shown AND length(h.metadata_after_text) <= 100000
                        THEN h.metadata_after_text
                   END AS metadata_after,
                   pin_strength(h.is_external, h.code_commit_sha, h.external_source_version, h.metadata) AS pin_strength,
                   h.promotion_state, h.promotion_notes, h.version_before ->> 'promotion_state' AS promotion_state_before,
                   e.promotion_state_expected, p.moved_to, p.move_reason, h.code_repo_url, h.code_commit_sha, h.code_entrypoint,
                   ARRAY(SELECT key
                           FROM jsonb_object_keys(CASE WHEN jsonb_typeof(h.metadata_before) = 'object'
                                                       THEN h.metadata_before
                                                       ELSE '{}'
                                                  END) AS key
                          WHERE NOT h.replaced
                            AND NOT h.added ?? key
                            AND key <> ALL (h.removed)
                          ORDER BY key COLLATE "C") AS kept_keys
              FROM (SELECT h.*, h.metadata_after::TEXT AS metadata_after_text, a.title, a.metadata, v.is_external,
                           v.external_source_version, v.promotion_state, v.promotion_notes, v.code_repo_url, v.code_commit_sha, v.code_entrypoint
                      FROM artifacts a
                      JOIN metadata_history h ON h.artifact_id = a.id
                      JOIN model_versions v ON v.artifact_id = a.id
                     WHERE a.artifact_type = 'model'
                       AND a.id COLLATE "C" > ?
                       AND h.stands
                     ORDER BY a.id COLLATE "C"
                     LIMIT ?) h
             CROSS JOIN LATERAL (
                   SELECT ? OR h.outcome = 'held'
                          OR EXISTS (SELECT
                                       FROM metadata_holds m
                                      WHERE m.artifact_id = h.artifact_id
                                        AND m.status = 'open') AS is_shown) s
             CROSS JOIN LATERAL (
                   SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                                                 'field', c.name, 'decision', 'mapped', 'old', c.before, 'value', c.after,
                                                 'source', c.source, 'rule', 'origin-of-external'))
                                             ORDER BY c.name), '[]') AS evidence
                     FROM (VALUES ('origin_type', h.origin_type_before, 'external', '/is_external'),
                                  ('origin_url', h.origin_url_before,
                                   CASE WHEN h.evidence @> '[{"field": "external_source_url", "rule": "ruling"}]'
                                        THEN h.metadata_after ->> 'external_source_url'
                                        ELSE coalesce(h.origin_url_before, h.metadata_after ->> 'external_source_url')
                                   END,
                                   '/external_source_url')) AS c (name, before, after, source)
                    WHERE h.outcome = 'upgraded'
                      AND h.metadata_after -> 'is_external' = 'true'
                      AND c.before IS DISTINCT FROM c.after) o
              LEFT JOIN LATERAL (
                   SELECT m ->> 'state' AS promotion_state_expected
                     FROM backfill_runs r
                    CROSS JOIN jsonb_array_elements(r.manifest) AS m
                    WHERE r.run_id = h.run_id
                      AND (m ->> 'id' = h.artifact_id
                           OR (starts_with(h.artifact_id, m ->> 'id')
                               AND NOT EXISTS (SELECT
                                                 FROM artifacts w
                                                WHERE w.id = m ->> 'id'
                                                  AND w.artifact_type = 'model')))
                    ORDER BY length(m ->> 'id') DESC
                    LIMIT 1) e ON true
              LEFT JOIN LATERAL (
                   SELECT l.to_state AS moved_to, l.reason AS move_reason
                     FROM model_promotion_events l
                    WHERE l.artifact_id = h.artifact_id
                    ORDER BY l.event_id DESC
                    LIMIT 1) p ON true
             ORDER BY h.artifact_id COLLATE "C"
            """;

    static final String HOLDS = """
            SELECT m.artifact_id, m.hold_id, m.field, m.reason, m.required, m.candidates::TEXT AS candidates
              FROM metadata_holds m
             WHERE m.status = 'open'
               AND m.artifact_id = ANY (?)
             ORDER BY m.artifact_id COLLATE "C", m.hold_id
            """;

    static final String RULINGS = """
            SELECT d.artifact_id, d.field, d.action, d.value::TEXT AS value, d.decided_by, d.note,
                   to_char(d.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC' AS decided_at
              FROM hold_decisions d
             WHERE d.artifact_id = ANY (?)
             ORDER BY d.artifact_id COLLATE "C", d.decision_id
            """;

    private RecordQueries() {}
}
