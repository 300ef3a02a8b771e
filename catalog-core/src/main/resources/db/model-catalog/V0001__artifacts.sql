-- A database without artifacts, such as the embedded one, gets the table as SciDEX has it; elsewhere it is there already.
CREATE TABLE artifacts (
    id                TEXT PRIMARY KEY,
    artifact_type     TEXT NOT NULL,
    entity_ids        TEXT,
    title             TEXT NOT NULL,
    quality_score     DOUBLE PRECISION,
    created_by        TEXT,
    provenance_chain  TEXT,
    content_hash      TEXT,
    metadata          JSONB,
    created_at        TIMESTAMPTZ NOT NULL DEFAULT now(),
    updated_at        TIMESTAMPTZ NOT NULL DEFAULT now(),
    version_number    INTEGER NOT NULL DEFAULT 1,
    parent_version_id TEXT,
    version_tag       TEXT,
    changelog         TEXT,
    is_latest         INTEGER NOT NULL DEFAULT 1,
    lifecycle_state   TEXT NOT NULL DEFAULT 'active',
    superseded_by     TEXT,
    origin_type       TEXT,
    origin_url        TEXT
);
