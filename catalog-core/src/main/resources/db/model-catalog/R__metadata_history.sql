-- Every recorded change with the metadata that it led to, so that nobody has to keep that a second time.
CREATE OR REPLACE VIEW metadata_history AS
SELECT c.change_id, c.artifact_id, c.run_id, c.actor, c.outcome,
       c.metadata_before, c.before_sha256, c.version_before, c.added, c.removed, c.evidence, c.changed_at,
       CASE WHEN c.outcome = 'reverted'
            THEN (SELECT r.metadata_before FROM metadata_changes r WHERE r.change_id = c.reverted_change_id)
            WHEN c.outcome IN ('upgraded', 'updated') AND (c.added <> '{}' OR c.removed <> '{}')
            THEN (CASE WHEN jsonb_typeof(c.metadata_before) = 'object' THEN c.metadata_before ELSE '{}' END - c.removed) || c.added
            ELSE c.metadata_before
       END AS metadata_after,
       CASE WHEN c.written_in::XID = c.xmin THEN c.xmin::TEXT END AS written_in,
       c.run_id IS NOT NULL
       AND NOT EXISTS (SELECT
                         FROM metadata_changes l
                        WHERE l.artifact_id = c.artifact_id
                          AND l.change_id > c.change_id
                          AND (l.run_id IS NOT NULL OR l.outcome = 'reverted')) AS stands,
       c.origin_type_before,
       c.origin_url_before
  FROM metadata_changes c;

COMMENT ON COLUMN metadata_history.written_in IS
    'the transaction that made the change: while artifacts.xmin is the same, nobody changed the artifact since; NULL: not known, for the table was restored';
COMMENT ON COLUMN metadata_history.stands IS 'whether it is the decision of a run that nothing later replaced or took back';
