package ai.scidex.migration.verify;

/**
 * The SQL of the proof. Each query has one row: how many there should be, how many there are, and which are wrong.
 *
 * <p>It shares nothing with the code that wrote what is judged. Documents are compared as text, because {@code jsonb}
 * calls 1.10 and 1.1 equal.
 *
 * <p>Others changed a row if another transaction than one of a run or a review wrote it last. What a run or a review wrote
 * itself it has compared with its record before it was committed.
 *
 * <p>The driver reads {@code ??} as the operator {@code ?}.
 */
final class ProofQueries {

    /** PostgreSQL would compile these queries for longer than they run. Ends with the transaction. */
    static final String COMPILE_NOTHING = "SET LOCAL jit = off";

    /** The transactions of the runs and the reviews; what another one wrote last, others changed. */
    private static final String OURS = """
              WITH ours AS MATERIALIZED (
                       SELECT DISTINCT w.written_in
                         FROM metadata_history w
                        WHERE w.run_id IS NOT NULL
                          AND w.written_in IS NOT NULL
                   )
            """;

    static final String EVERY_MODEL_HAS_A_VERSION = """
            SELECT count(*) AS expected,
                   count(v.artifact_id) AS actual,
                   array_agg(a.id ORDER BY a.id COLLATE "C") FILTER (WHERE v.artifact_id IS NULL) AS wrong
              FROM artifacts a
              LEFT JOIN model_versions v ON v.artifact_id = a.id
             WHERE a.artifact_type = 'model'
            """;

    static final String EVERY_MODEL_IS_EXAMINED = """
            SELECT count(*) AS expected,
                   count(*) FILTER (WHERE e.examined) AS actual,
                   array_agg(a.id ORDER BY a.id COLLATE "C") FILTER (WHERE NOT e.examined) AS wrong
              FROM artifacts a
             CROSS JOIN LATERAL (SELECT coalesce((SELECT c.outcome <> 'reverted'
                                                    FROM metadata_changes c
                                                   WHERE c.artifact_id = a.id
                                                     AND c.outcome <> 'updated'
                                                   ORDER BY c.change_id DESC
                                                   LIMIT 1), false) AS examined) e
             WHERE a.artifact_type = 'model'
            """;

    /**
     * Everything that was there is in the record, digit by digit, and in place unless a canonical key took its place, or a
     * person gave another document. Which keys are canonical is a matter of the schema that the row was written under.
     */
    static final String NO_METADATA_LOST = OURS + """
            SELECT count(*) AS expected,
                   count(*) FILTER (WHERE j.recorded AND j.canonical AND j.in_place) AS actual,
                   array_agg(j.artifact_id ORDER BY j.artifact_id COLLATE "C")
                   FILTER (WHERE NOT (j.recorded AND j.canonical AND j.in_place)) AS wrong
              FROM (SELECT h.artifact_id,
                           encode(sha256(convert_to(h.metadata_before::TEXT, 'UTF8')), 'hex')
                           IS NOT DISTINCT FROM h.before_sha256
                           AND (c.review_of IS NULL
                                OR encode(sha256(convert_to(c.metadata_before::TEXT, 'UTF8')), 'hex')
                                   IS NOT DISTINCT FROM c.before_sha256) AS recorded,
                           h.removed <@ k.names AND ARRAY(SELECT jsonb_object_keys(h.added)) <@ k.names
                           OR h.replaced AND EXISTS (SELECT
                                                       FROM metadata_holds m
                                                      WHERE m.artifact_id = h.artifact_id
                                                        AND m.field = 'metadata'
                                                        AND m.status = 'resolved') AS canonical,
                           a.id IS NULL
                           OR a.metadata::TEXT IS NOT DISTINCT FROM h.metadata_after::TEXT
                           OR a.xmin::TEXT NOT IN (SELECT o.written_in FROM ours o) AS in_place
                      FROM (SELECT CAST(? AS JSONB) AS names) s
                     CROSS JOIN metadata_history h
                      JOIN metadata_changes c ON c.change_id = h.change_id
                     CROSS JOIN LATERAL (SELECT ARRAY(SELECT jsonb_array_elements_text(s.names -> c.schema_version)) AS names) k
                      LEFT JOIN artifacts a ON a.id = h.artifact_id
                     WHERE h.stands) j
            """;

    static final String METADATA_AFTER = """
            SELECT h.artifact_id, h.metadata_after::TEXT AS metadata, c.schema_version
              FROM metadata_history h
              JOIN metadata_changes c ON c.change_id = h.change_id
             WHERE h.stands
               AND h.outcome IN ('upgraded', 'unchanged')
             ORDER BY h.artifact_id COLLATE "C"
            """;

    /**
     * Only of rows that nobody changed since, and of columns that were empty before; the others are held against the
     * decision ({@link #DECIDED_COLUMNS}).
     */
    static final String COLUMNS_AGREE_WITH_METADATA = OURS + """
            SELECT count(*) AS expected,
                   count(*) FILTER (WHERE j.agrees) AS actual,
                   array_agg(j.artifact_id ORDER BY j.artifact_id COLLATE "C") FILTER (WHERE j.agrees IS NOT TRUE) AS wrong
              FROM (SELECT h.artifact_id,
                           v.xmin::TEXT NOT IN (SELECT o.written_in FROM ours o)
                           OR v.is_external = CASE a.metadata -> 'is_external' WHEN 'true' THEN 1 WHEN 'false' THEN 0 END
                           AND (b.external_source_url IS NOT NULL
                                OR v.external_source_url IS NOT DISTINCT FROM a.metadata ->> 'external_source_url')
                           AND (b.external_source_version IS NOT NULL
                                OR v.external_source_version IS NOT DISTINCT FROM a.metadata ->> 'external_source_version')
                           AND (b.benchmark_id IS NOT NULL
                                OR NOT a.metadata ?? 'benchmark_id'
                                OR v.benchmark_id = a.metadata ->> 'benchmark_id')
                           AND (b.base_model_id IS NOT NULL
                                OR NOT a.metadata ?? 'base_model_id'
                                OR v.base_model_id = a.metadata ->> 'base_model_id')
                           AND (b.training_params_json IS NOT NULL
                                OR NOT a.metadata ?? 'training_config'
                                OR v.training_params_json::JSONB::TEXT = (a.metadata -> 'training_config')::TEXT)
                           AND (b.eval_metrics_json IS NOT NULL
                                OR v.eval_metrics_json::JSONB::TEXT = (a.metadata -> 'evaluation_metrics')::TEXT)
                           AND (v.is_external = 0
                                OR h.outcome <> 'upgraded'
                                OR (a.origin_type = 'external' AND a.origin_url IS NOT NULL))
                           AS agrees
                      FROM metadata_history h
                      JOIN artifacts a ON a.id = h.artifact_id
                      JOIN model_versions v ON v.artifact_id = h.artifact_id
                     CROSS JOIN LATERAL jsonb_populate_record(NULL::model_versions, h.version_before) b
                     WHERE h.stands
                       AND h.outcome IN ('upgraded', 'unchanged')
                       AND a.metadata::TEXT = h.metadata_after::TEXT) j
            """;

    /**
     * What a person decided stands in the column; else what it held before stays; else it holds what was mapped, else
     * nothing. What others wrote between a run and its review was there before the review. A promoted row becomes external
     * with its source, not before. One row an artifact.
     */
    static final String DECIDED_COLUMNS = OURS + """
            SELECT h.artifact_id,
                   v.xmin::TEXT IN (SELECT o.written_in FROM ours o) AS is_untouched,
                   ARRAY(SELECT c.name
                           FROM jsonb_each_text(to_jsonb(v)) AS c (name, value)
                           LEFT JOIN LATERAL (SELECT CASE WHEN e ->> 'decision' = 'mapped' THEN e ->> 'value' END AS value,
                                                     e ->> 'rule' = 'ruling' AS is_ruled,
                                                     CASE WHEN h.review_of IS NOT NULL THEN e ->> 'kept' END AS kept
                                                FROM jsonb_array_elements(h.evidence) AS e
                                               WHERE e ->> 'field' = c.name) m ON true
                          CROSS JOIN LATERAL (SELECT CASE
                                                     WHEN c.name <> 'is_external'
                                                     THEN CASE WHEN m.is_ruled THEN m.value
                                                               ELSE coalesce(m.kept, h.version_before ->> c.name, m.value)
                                                          END
                                                     WHEN m.value = 'true' AND v.promotion_state = 'promoted'
                                                          AND num_nulls(v.external_source_url, v.external_source_version) > 0
                                                     THEN coalesce(h.version_before ->> c.name, '0')
                                                     ELSE coalesce(m.value::BOOLEAN::INTEGER::TEXT,
                                                                   h.version_before ->> c.name, '0')
                                                     END AS value) d
                          WHERE c.name NOT IN ('artifact_id', 'promotion_state', 'promotion_notes', 'created_at')
                            AND CASE WHEN c.name IN ('training_params_json', 'eval_metrics_json')
                                     THEN c.value::JSONB::TEXT IS DISTINCT FROM d.value::JSONB::TEXT
                                     ELSE c.value IS DISTINCT FROM d.value
                                END
                          ORDER BY c.name COLLATE "C") AS otherwise
              FROM metadata_history h
              JOIN model_versions v ON v.artifact_id = h.artifact_id
             WHERE h.stands
             ORDER BY h.artifact_id COLLATE "C"
            """;

    static final String HELD_ARTIFACTS_HAVE_THEIR_HOLDS = """
            SELECT count(*) AS expected,
                   count(*) FILTER (WHERE j.has_hold) AS actual,
                   array_agg(j.artifact_id ORDER BY j.artifact_id COLLATE "C") FILTER (WHERE NOT j.has_hold) AS wrong
              FROM (SELECT h.artifact_id,
                           EXISTS (SELECT
                                     FROM metadata_holds m
                                    WHERE m.artifact_id = h.artifact_id
                                      AND m.run_id = h.run_id
                                      AND m.status = 'open'
                                      AND m.required) AS has_hold
                      FROM metadata_history h
                     WHERE h.stands
                       AND h.outcome = 'held') j
            """;

    /** What the columns of the artifact said, as the run found it and as the review did; most of the time that is the same. */
    static final String DECIDED_METADATA = """
            SELECT h.artifact_id, h.outcome, c.schema_version,
                   h.metadata_before::TEXT AS metadata_before,
                   h.metadata_after::TEXT AS metadata_after,
                   h.evidence::TEXT AS evidence,
                   h.added <> '{}' OR h.removed <> '{}' AS is_changed,
                   array_remove(ARRAY[h.origin_type_before, c.origin_type_before], NULL) AS origin_types,
                   array_remove(ARRAY[h.origin_url_before, c.origin_url_before], NULL) AS origin_urls,
                   ARRAY(SELECT DISTINCT m.field
                           FROM metadata_holds m
                          WHERE m.artifact_id = h.artifact_id
                            AND m.seen_sha256 IS NOT DISTINCT FROM h.before_sha256
                            AND m.status = 'dismissed') AS dismissed
              FROM metadata_history h
              JOIN metadata_changes c ON c.change_id = h.change_id
             WHERE h.stands
             ORDER BY h.artifact_id COLLATE "C"
            """;

    /** Of each field that the record says is held there is the hold, and of no other. Optional ones may be dismissed. */
    static final String HOLDS_ARE_AS_DECIDED = """
            SELECT count(*) AS expected,
                   count(*) FILTER (WHERE j.agrees) AS actual,
                   array_agg(j.artifact_id ORDER BY j.artifact_id COLLATE "C") FILTER (WHERE NOT j.agrees) AS wrong
              FROM (SELECT h.artifact_id,
                           NOT EXISTS (SELECT
                                         FROM jsonb_array_elements(h.evidence) e
                                        WHERE e ->> 'decision' = 'held'
                                          AND NOT EXISTS (SELECT
                                                            FROM metadata_holds m
                                                           WHERE m.artifact_id = h.artifact_id
                                                             AND m.run_id = h.run_id
                                                             AND m.field = e ->> 'field'
                                                             AND m.reason = e ->> 'reason'
                                                             AND m.required = (e -> 'required')::BOOLEAN
                                                             AND m.candidates::TEXT = (e -> 'candidates')::TEXT
                                                             AND (m.status = 'open'
                                                                  OR (m.status = 'dismissed' AND NOT m.required))))
                           AND NOT EXISTS (SELECT
                                             FROM metadata_holds m
                                            WHERE m.artifact_id = h.artifact_id
                                              AND m.status = 'open'
                                              AND NOT EXISTS (SELECT
                                                                FROM jsonb_array_elements(h.evidence) e
                                                               WHERE e ->> 'decision' = 'held'
                                                                 AND e ->> 'field' = m.field)) AS agrees
                      FROM metadata_history h
                     WHERE h.stands) j
            """;

    /**
     * The state in which each row landed: what the ledger says of its run, or else what was there before, a candidate
     * where nothing was. A whole id wins over a prefix. The two are joined apart, or each entry of a long manifest would be
     * held against each row.
     */
    static final String LANDINGS = """
              WITH landing AS (
                       SELECT h.artifact_id,
                              coalesce((SELECT e.to_state
                                          FROM model_promotion_events e
                                         WHERE e.artifact_id = h.artifact_id
                                           AND e.evidence ->> 'runId' = h.run_id::TEXT
                                         ORDER BY e.event_id DESC
                                         LIMIT 1),
                                       h.version_before ->> 'promotion_state',
                                       'candidate') AS state,
                              EXISTS (SELECT
                                        FROM jsonb_array_elements(h.evidence) e
                                       WHERE e ->> 'field' IN ('external_source_url', 'external_source_version')
                                         AND e ->> 'decision' = 'held') AS source_is_held
                         FROM metadata_history h
                        WHERE h.stands
                   ),
                   expected AS (
                       SELECT e ->> 'id' AS entry_id, e ->> 'state' AS state
                         FROM jsonb_array_elements(CAST(? AS JSONB)) AS e
                   ),
                   named AS (
                       SELECT e.entry_id, l.artifact_id, l.state, l.source_is_held
                         FROM expected e
                         JOIN landing l ON l.artifact_id = e.entry_id
                        UNION ALL
                       SELECT e.entry_id, l.artifact_id, l.state, l.source_is_held
                         FROM expected e
                         JOIN landing l ON starts_with(l.artifact_id, e.entry_id)
                        WHERE NOT EXISTS (SELECT FROM landing w WHERE w.artifact_id = e.entry_id)
                   )
            SELECT e.entry_id, e.state AS expected, n.artifact_id, n.state AS actual, n.source_is_held
              FROM expected e
              LEFT JOIN named n ON n.entry_id = e.entry_id
             ORDER BY e.entry_id COLLATE "C", n.artifact_id COLLATE "C"
            """;

    static final String NONE_LANDED_REJECTED = """
            SELECT 0 AS expected,
                   count(*) AS actual,
                   array_agg(e.artifact_id ORDER BY e.artifact_id COLLATE "C") AS wrong
              FROM metadata_history h
              JOIN model_promotion_events e ON e.artifact_id = h.artifact_id AND e.evidence ->> 'runId' = h.run_id::TEXT
             WHERE h.stands
               AND e.to_state = 'rejected'
            """;

    static final String MANIFEST_OF_THE_LAST_RUN = """
            SELECT manifest::TEXT
              FROM backfill_runs
             WHERE reverted_at IS NULL
             ORDER BY run_id DESC
             LIMIT 1
            """;

    /** Also a state that no move of the ledger explains. */
    static final String CHANGED_SINCE = OURS + """
            SELECT h.artifact_id,
                   CASE WHEN a.id IS NULL THEN 'deleted' ELSE 'metadata' END AS what
              FROM metadata_history h
              LEFT JOIN artifacts a ON a.id = h.artifact_id
             WHERE h.stands
               AND (a.id IS NULL
                    OR (a.metadata::TEXT IS DISTINCT FROM h.metadata_after::TEXT
                        AND a.xmin::TEXT NOT IN (SELECT o.written_in FROM ours o)))
             UNION ALL
            SELECT h.artifact_id, 'artifact_type'
              FROM metadata_history h
              JOIN artifacts a ON a.id = h.artifact_id
             WHERE h.stands
               AND a.artifact_type IS DISTINCT FROM 'model'
             UNION ALL
            SELECT h.artifact_id, 'promotion_state'
              FROM metadata_history h
              JOIN artifacts a ON a.id = h.artifact_id
              JOIN model_versions v ON v.artifact_id = h.artifact_id
              LEFT JOIN LATERAL (SELECT e.to_state,
                                        e.occurred_at > h.changed_at
                                        AND e.evidence ->> 'runId' IS DISTINCT FROM h.run_id::TEXT AS is_later
                                   FROM model_promotion_events e
                                  WHERE e.artifact_id = h.artifact_id
                                  ORDER BY e.event_id DESC
                                  LIMIT 1) l ON true
             WHERE h.stands
               AND (l.is_later
                    OR v.promotion_state <> coalesce(l.to_state, h.version_before ->> 'promotion_state', 'candidate'))
             ORDER BY artifact_id, what
            """;

    private ProofQueries() {}
}
