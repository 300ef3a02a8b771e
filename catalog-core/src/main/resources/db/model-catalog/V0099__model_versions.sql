-- Provenance of a model artifact as columns. A table that an earlier migration left in the same shape is completed, not replaced.
CREATE TABLE IF NOT EXISTS model_versions (
    artifact_id              TEXT CONSTRAINT model_versions_pkey PRIMARY KEY
                                  CONSTRAINT model_versions_artifact_id_fkey REFERENCES artifacts (id) ON DELETE CASCADE,
    is_external              INTEGER NOT NULL DEFAULT 0,
    external_source_url      TEXT,
    external_source_version  TEXT,
    base_model_id            TEXT CONSTRAINT model_versions_base_model_id_fkey REFERENCES artifacts (id),
    code_repo_url            TEXT,
    code_commit_sha          TEXT,
    code_entrypoint          TEXT,
    training_started_at      TEXT,
    training_completed_at    TEXT,
    trained_by               TEXT,
    gpu_allocation_id        TEXT,
    training_params_json     TEXT,
    eval_metrics_json        TEXT,
    eval_dataset_artifact_id TEXT CONSTRAINT model_versions_eval_dataset_artifact_id_fkey REFERENCES artifacts (id),
    benchmark_id             TEXT,
    promotion_state          TEXT NOT NULL DEFAULT 'candidate'
                                  CONSTRAINT model_versions_promotion_state_check
                                  CHECK (promotion_state IN ('candidate', 'promoted', 'rejected', 'superseded')),
    promotion_notes          TEXT,
    created_at               TEXT NOT NULL DEFAULT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
);

ALTER TABLE model_versions
    ALTER COLUMN is_external     SET DEFAULT 0,
    ALTER COLUMN promotion_state SET DEFAULT 'candidate',
    ALTER COLUMN created_at      SET DEFAULT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS');

DO $$
DECLARE
    wanted RECORD;
BEGIN
    FOR wanted IN
        SELECT *
          FROM (VALUES
                ('model_versions_artifact_id_fkey',
                 'FOREIGN KEY (artifact_id) REFERENCES artifacts (id) ON DELETE CASCADE'),
                ('model_versions_base_model_id_fkey',
                 'FOREIGN KEY (base_model_id) REFERENCES artifacts (id)'),
                ('model_versions_eval_dataset_artifact_id_fkey',
                 'FOREIGN KEY (eval_dataset_artifact_id) REFERENCES artifacts (id)'),
                ('model_versions_promotion_state_check',
                 'CHECK (promotion_state IN (''candidate'', ''promoted'', ''rejected'', ''superseded''))')
               ) AS constraints (name, definition)
    LOOP
        IF NOT EXISTS (SELECT
                         FROM pg_constraint
                        WHERE conrelid = 'model_versions'::regclass
                          AND conname = wanted.name) THEN
            EXECUTE format('ALTER TABLE model_versions ADD CONSTRAINT %I %s', wanted.name, wanted.definition);
        END IF;
    END LOOP;
END
$$;

CREATE INDEX IF NOT EXISTS idx_model_versions_base ON model_versions (base_model_id);
CREATE INDEX IF NOT EXISTS idx_model_versions_trained_by ON model_versions (trained_by);
CREATE INDEX IF NOT EXISTS idx_model_versions_promotion ON model_versions (promotion_state);
