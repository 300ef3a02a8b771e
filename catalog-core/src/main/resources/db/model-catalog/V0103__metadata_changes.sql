-- What was there before and what changed: the items of a run, and every later change. Metadata after is computed from it.
CREATE TABLE metadata_changes (
    change_id          BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT metadata_changes_pkey PRIMARY KEY,
    artifact_id        TEXT NOT NULL,
    run_id             BIGINT CONSTRAINT metadata_changes_run_id_fkey REFERENCES backfill_runs (run_id),
    actor              TEXT NOT NULL,
    outcome            TEXT NOT NULL
                            CONSTRAINT metadata_changes_outcome_check
                            CHECK (outcome IN ('upgraded', 'held', 'unchanged', 'registered', 'updated', 'reverted')),
    metadata_before    JSONB,
    before_sha256      TEXT,
    version_before     JSONB,
    origin_type_before TEXT,
    origin_url_before  TEXT,
    updated_at_before  TIMESTAMPTZ,
    added              JSONB NOT NULL DEFAULT '{}',
    removed            TEXT[] NOT NULL DEFAULT '{}',
    schema_version     TEXT NOT NULL,
    schema_sha256      TEXT NOT NULL,
    evidence           JSONB NOT NULL DEFAULT '[]',
    changed_at         TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT metadata_changes_run_artifact_key UNIQUE (run_id, artifact_id)
);

COMMENT ON COLUMN metadata_changes.before_sha256 IS 'SHA-256 of the UTF-8 of metadata::text, as hexadecimal digits';
COMMENT ON COLUMN metadata_changes.version_before IS 'the row of model_versions that was there; NULL: there was none';

CREATE INDEX idx_metadata_changes_artifact ON metadata_changes (artifact_id, change_id);
