-- Every recorded change with the metadata that it led to, so that nobody has to keep that a second time.
CREATE OR REPLACE VIEW metadata_history AS
SELECT c.change_id, c.artifact_id, coalesce(c.run_id, r.run_id) AS run_id, c.actor, c.outcome,
       f.metadata_before, f.before_sha256, f.version_before, c.added, c.removed, c.evidence, c.changed_at,
       CASE WHEN c.outcome = 'reverted'
            THEN (SELECT t.metadata_before FROM metadata_changes t WHERE t.change_id = c.reverted_change_id)
            WHEN c.outcome IN ('upgraded', 'updated') AND (c.added <> '{}' OR c.removed <> '{}')
            THEN (CASE WHEN jsonb_typeof(f.metadata_before) = 'object' AND NOT c.replaced THEN f.metadata_before ELSE '{}' END
                  - c.removed) || c.added
            ELSE f.metadata_before
       END AS metadata_after,
       CASE WHEN c.written_in::XID = c.xmin THEN c.xmin::TEXT END AS written_in,
       (c.run_id IS NOT NULL OR c.review_of IS NOT NULL)
       AND NOT EXISTS (SELECT
                         FROM metadata_changes l
                        WHERE l.artifact_id = c.artifact_id
                          AND l.change_id > c.change_id
                          AND (l.run_id IS NOT NULL OR l.review_of IS NOT NULL OR l.outcome = 'reverted')) AS stands,
       f.origin_type_before,
       f.origin_url_before,
       c.review_of,
       c.replaced
  FROM metadata_changes c
  LEFT JOIN metadata_changes r ON r.change_id = c.review_of
 CROSS JOIN LATERAL (SELECT CASE WHEN c.review_of IS NULL THEN c.metadata_before ELSE r.metadata_before END AS metadata_before,
                            CASE WHEN c.review_of IS NULL THEN c.before_sha256 ELSE r.before_sha256 END AS before_sha256,
                            CASE WHEN c.review_of IS NULL THEN c.version_before ELSE r.version_before END AS version_before,
                            CASE WHEN c.review_of IS NULL THEN c.origin_type_before ELSE r.origin_type_before END
                            AS origin_type_before,
                            CASE WHEN c.review_of IS NULL THEN c.origin_url_before ELSE r.origin_url_before END
                            AS origin_url_before) f;

COMMENT ON VIEW metadata_history IS
    'what a change found and made of it; a review decides anew what its run decided, so it found what that run found';
COMMENT ON COLUMN metadata_history.written_in IS
    'the transaction that made the change: while artifacts.xmin is the same, nobody changed the artifact since; NULL: not known, for the table was restored';
COMMENT ON COLUMN metadata_history.stands IS
    'whether it is the decision of a run, or of a review of it, that nothing later replaced or took back';
