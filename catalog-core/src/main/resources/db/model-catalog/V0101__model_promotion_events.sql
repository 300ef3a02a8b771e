-- Who moved which model to which state, when and why. It outlives the artifact, hence no foreign key.
CREATE TABLE model_promotion_events (
    event_id    BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT model_promotion_events_pkey PRIMARY KEY,
    artifact_id TEXT NOT NULL,
    from_state  TEXT,
    to_state    TEXT,
    actor       TEXT NOT NULL,
    db_user     TEXT NOT NULL,
    reason      TEXT,
    evidence    JSONB,
    occurred_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT model_promotion_events_state_check CHECK (from_state IS NOT NULL OR to_state IS NOT NULL)
);

COMMENT ON COLUMN model_promotion_events.from_state IS 'NULL: the row was inserted in its state';
COMMENT ON COLUMN model_promotion_events.to_state IS 'NULL: the row was deleted';

CREATE INDEX idx_model_promotion_events_artifact ON model_promotion_events (artifact_id, event_id);
