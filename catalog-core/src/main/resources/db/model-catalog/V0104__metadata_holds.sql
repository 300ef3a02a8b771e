-- Fields that the rules could not decide and a person does.
CREATE TABLE metadata_holds (
    hold_id     BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT metadata_holds_pkey PRIMARY KEY,
    artifact_id TEXT NOT NULL,
    run_id      BIGINT NOT NULL CONSTRAINT metadata_holds_run_id_fkey REFERENCES backfill_runs (run_id),
    field       TEXT NOT NULL,
    reason      TEXT NOT NULL,
    required    BOOLEAN NOT NULL,
    candidates  JSONB NOT NULL DEFAULT '[]',
    seen_sha256 TEXT,
    status      TEXT NOT NULL DEFAULT 'open'
                     CONSTRAINT metadata_holds_status_check
                     CHECK (status IN ('open', 'resolved', 'dismissed', 'withdrawn')),
    value       JSONB,
    decided_by  TEXT,
    decided_at  TIMESTAMPTZ,
    note        TEXT,
    CONSTRAINT metadata_holds_decided_check
        CHECK ((status = 'open') = (decided_by IS NULL) AND (status = 'open') = (decided_at IS NULL))
);

COMMENT ON COLUMN metadata_holds.seen_sha256 IS 'the metadata that the hold was made on; NULL: there was none';

CREATE UNIQUE INDEX idx_metadata_holds_open ON metadata_holds (artifact_id, field) WHERE status = 'open';
