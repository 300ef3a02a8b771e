-- Where each model stood at a time, and what its metadata was, as far as the history can tell.
CREATE OR REPLACE FUNCTION model_versions_as_of(at_time TIMESTAMPTZ)
    RETURNS TABLE (artifact_id TEXT, promotion_state TEXT, state_since TIMESTAMPTZ, state_actor TEXT, state_reason TEXT,
                   metadata JSONB, metadata_is_certain BOOLEAN)
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT m.artifact_id, s.promotion_state, e.occurred_at, e.actor, e.reason, d.metadata, d.is_certain
      FROM (SELECT v.artifact_id FROM model_versions v
             UNION
            SELECT l.artifact_id FROM model_promotion_events l) m
      LEFT JOIN model_versions v ON v.artifact_id = m.artifact_id
      LEFT JOIN artifacts a ON a.id = m.artifact_id
      -- The last event up to then, and the first one after it.
      LEFT JOIN LATERAL (SELECT l.event_id, l.to_state, l.occurred_at, l.actor, l.reason
                           FROM model_promotion_events l
                          WHERE l.artifact_id = m.artifact_id
                            AND l.occurred_at <= at_time
                          ORDER BY l.event_id DESC
                          LIMIT 1) e ON true
      LEFT JOIN LATERAL (SELECT l.event_id, l.from_state
                           FROM model_promotion_events l
                          WHERE l.artifact_id = m.artifact_id
                            AND l.event_id > coalesce(e.event_id, 0)
                          ORDER BY l.event_id
                          LIMIT 1) f ON true
      -- Candidates come without an event: a row that none has moved yet is there since it was recorded, or written.
     CROSS JOIN LATERAL (SELECT coalesce((SELECT CASE WHEN c.version_before IS NULL THEN c.changed_at END
                                            FROM metadata_changes c
                                           WHERE c.artifact_id = m.artifact_id
                                             AND c.changed_at > coalesce(e.occurred_at, '-infinity')
                                           ORDER BY c.change_id
                                           LIMIT 1),
                                         greatest(model_created_at(v.created_at), e.occurred_at),
                                         '-infinity') AS there_since) r
     CROSS JOIN LATERAL (SELECT CASE
                                    WHEN e.to_state IS NOT NULL THEN e.to_state
                                    WHEN r.there_since > at_time THEN NULL
                                    WHEN f.event_id IS NOT NULL THEN f.from_state
                                    ELSE v.promotion_state
                                END AS promotion_state) s
      -- The last change up to then, and the first one after it: metadata was what that one found.
      LEFT JOIN LATERAL (SELECT h.change_id, h.outcome, h.metadata_after
                           FROM metadata_history h
                          WHERE h.artifact_id = m.artifact_id
                            AND h.changed_at <= at_time
                          ORDER BY h.change_id DESC
                          LIMIT 1) b ON true
      LEFT JOIN LATERAL (SELECT c.change_id, c.metadata_before, c.updated_at_before
                           FROM metadata_changes c
                          WHERE c.artifact_id = m.artifact_id
                            AND c.change_id > coalesce(b.change_id, 0)
                          ORDER BY c.change_id
                          LIMIT 1) n ON true
     CROSS JOIN LATERAL (SELECT CASE
                                    WHEN n.change_id IS NOT NULL THEN n.metadata_before
                                    WHEN a.id IS NOT NULL THEN a.metadata
                                    ELSE b.metadata_after
                                END AS metadata) w
     CROSS JOIN LATERAL (SELECT w.metadata,
                                CASE
                                    WHEN n.change_id IS NULL AND a.id IS NULL THEN false
                                    WHEN b.outcome <> 'registered' AND b.metadata_after::TEXT IS NOT DISTINCT FROM w.metadata::TEXT
                                        THEN true
                                    WHEN n.change_id IS NOT NULL THEN coalesce(n.updated_at_before <= at_time, false)
                                    ELSE coalesce(a.updated_at <= at_time, false)
                                END AS is_certain) d
     WHERE s.promotion_state IS NOT NULL;
END;

COMMENT ON FUNCTION model_versions_as_of(TIMESTAMPTZ) IS
    'where each model stood; metadata_is_certain: the record, or updated_at, shows that nobody edited the metadata between';
