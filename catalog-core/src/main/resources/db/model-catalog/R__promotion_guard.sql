-- Only legal moves, and a row in the ledger for each, whoever makes it.

-- Whether this very transaction has recorded that it gives a row, which a run changed, its former state back; or that it
-- removes the row, if that is what there was. No other way is let through: the last move in the ledger must be the one that is
-- taken back, and say in its evidence that the run made it, or a review of what the run held. Whoever may write the history
-- can add lines of a run to it; the evidence of a move that was made nobody can change.
CREATE OR REPLACE FUNCTION takes_run_back(moved_id TEXT, from_state TEXT, to_state TEXT) RETURNS BOOLEAN
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, "${flyway:defaultSchema}", pg_temp
AS $$
    SELECT EXISTS (SELECT
                     FROM metadata_changes r
                     JOIN metadata_changes c ON c.change_id = r.reverted_change_id
                    CROSS JOIN LATERAL (SELECT e.from_state AS state_before, e.to_state AS state_after,
                                               e.evidence
                                          FROM model_promotion_events e
                                         WHERE e.artifact_id = moved_id
                                         ORDER BY e.event_id DESC
                                         LIMIT 1) l
                    WHERE r.artifact_id = moved_id
                      AND r.written_in = pg_current_xact_id_if_assigned()
                      AND r.version_before ->> 'promotion_state' = from_state
                      AND c.artifact_id = moved_id
                      AND c.run_id IS NOT NULL
                      AND c.version_before ->> 'promotion_state' IS NOT DISTINCT FROM to_state
                      AND l.state_after = from_state
                      -- A row that is added as a candidate has no line in the ledger.
                      AND coalesce(l.state_before, 'candidate') = coalesce(to_state, 'candidate')
                      AND l.evidence ->> 'runId' = c.run_id::TEXT)
$$;

CREATE OR REPLACE FUNCTION record_promotion() RETURNS TRIGGER
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, "${flyway:defaultSchema}", pg_temp
AS $$
DECLARE
    moved_id   TEXT;
    from_state TEXT;
    to_state   TEXT;
    notes      TEXT;
BEGIN
    -- It writes the ledger with its owner's rights: nobody else's table may make it do so.
    IF TG_RELID <> 'model_versions'::regclass THEN
        RAISE EXCEPTION 'record_promotion() is for model_versions, not for %', TG_TABLE_NAME
              USING ERRCODE = 'insufficient_privilege';
    END IF;

    IF TG_OP = 'INSERT' THEN
        moved_id := NEW.artifact_id;
        to_state := NEW.promotion_state;
        notes := NEW.promotion_notes;
    ELSIF TG_OP = 'UPDATE' THEN
        moved_id := NEW.artifact_id;
        from_state := OLD.promotion_state;
        to_state := NEW.promotion_state;
        -- What was there before is the reason of an earlier move.
        notes := CASE WHEN NEW.promotion_notes IS DISTINCT FROM OLD.promotion_notes THEN NEW.promotion_notes END;
        IF OLD.artifact_id <> NEW.artifact_id THEN
            RAISE EXCEPTION 'model version % cannot become that of another artifact, %', OLD.artifact_id, NEW.artifact_id
                  USING ERRCODE = 'check_violation', CONSTRAINT = 'model_versions_artifact_id_stays';
        END IF;
        IF (from_state, to_state) NOT IN (('candidate', 'promoted'), ('candidate', 'rejected'), ('candidate', 'superseded'),
                                          ('promoted', 'superseded'),
                                          ('rejected', 'candidate'),
                                          ('superseded', 'promoted'))
           AND NOT takes_run_back(NEW.artifact_id, from_state, to_state) THEN
            RAISE EXCEPTION 'model version % cannot move from % to %', NEW.artifact_id, from_state, to_state
                  USING ERRCODE = 'check_violation', CONSTRAINT = 'model_versions_legal_move';
        END IF;
    ELSE
        moved_id := OLD.artifact_id;
        from_state := OLD.promotion_state;
        notes := nullif(btrim(current_setting('model_catalog.delete_promoted', true), E' \t\r\n'), '');
        IF from_state = 'promoted' AND notes IS NULL AND NOT takes_run_back(OLD.artifact_id, from_state, NULL) THEN
            RAISE EXCEPTION 'model version % is promoted and cannot be deleted', OLD.artifact_id
                  USING ERRCODE = 'restrict_violation', CONSTRAINT = 'model_versions_promoted_stays',
                        HINT = 'Say why in the same transaction: SET LOCAL model_catalog.delete_promoted = ''why''';
        END IF;
    END IF;

    INSERT INTO model_promotion_events (artifact_id, from_state, to_state, actor, db_user, reason, evidence)
    VALUES (moved_id, from_state, to_state,
            coalesce(nullif(btrim(current_setting('model_catalog.actor', true)), ''), session_user),
            session_user,
            coalesce(nullif(btrim(current_setting('model_catalog.reason', true)), ''), notes),
            nullif(current_setting('model_catalog.evidence', true), '')::JSONB);
    RETURN NULL;
END
$$;

REVOKE EXECUTE ON FUNCTION record_promotion() FROM PUBLIC;

-- AFTER, so that it sees the row as every other trigger left it; WHEN, so that plain candidates cost nothing.
CREATE OR REPLACE TRIGGER model_versions_inserted
    AFTER INSERT ON model_versions
    FOR EACH ROW WHEN (NEW.promotion_state <> 'candidate')
    EXECUTE FUNCTION record_promotion();
CREATE OR REPLACE TRIGGER model_versions_moved
    AFTER UPDATE ON model_versions
    FOR EACH ROW WHEN (OLD.promotion_state IS DISTINCT FROM NEW.promotion_state
                       OR OLD.artifact_id IS DISTINCT FROM NEW.artifact_id)
    EXECUTE FUNCTION record_promotion();
CREATE OR REPLACE TRIGGER model_versions_deleted
    AFTER DELETE ON model_versions
    FOR EACH ROW WHEN (OLD.promotion_state <> 'candidate')
    EXECUTE FUNCTION record_promotion();
