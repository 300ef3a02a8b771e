-- The runs of the backfill: what ran, with which rules and which manifest.
CREATE TABLE backfill_runs (
    run_id         BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT backfill_runs_pkey PRIMARY KEY,
    started_at     TIMESTAMPTZ NOT NULL,
    finished_at    TIMESTAMPTZ,
    reverted_at    TIMESTAMPTZ,
    started_by     TEXT NOT NULL,
    tool_version   TEXT NOT NULL,
    rules_version  INTEGER NOT NULL,
    schema_version TEXT NOT NULL,
    schema_sha256  TEXT NOT NULL,
    manifest       JSONB
);

COMMENT ON COLUMN backfill_runs.manifest IS 'NULL: the run had no manifest';

-- A run that was killed is resumed, so there is never a second unfinished one.
CREATE UNIQUE INDEX idx_backfill_runs_one_unfinished ON backfill_runs ((finished_at IS NULL)) WHERE finished_at IS NULL;
