-- The models with types instead of texts, and with what their artifacts say. No row can make a query on it fail.
CREATE OR REPLACE VIEW model_versions_typed AS
SELECT v.artifact_id,
       a.title,
       v.is_external = 1 AS is_external,
       v.external_source_url,
       v.external_source_version,
       v.base_model_id,
       v.code_repo_url,
       v.code_commit_sha,
       v.code_entrypoint,
       model_time(v.training_started_at) AS training_started_at,
       model_time(v.training_completed_at) AS training_completed_at,
       v.trained_by,
       v.gpu_allocation_id,
       v.training_params_json::JSONB AS training_params_json,
       v.eval_metrics_json::JSONB AS eval_metrics_json,
       v.eval_dataset_artifact_id,
       v.benchmark_id,
       v.promotion_state,
       v.promotion_notes,
       model_created_at(v.created_at) AS created_at,
       a.version_number,
       a.parent_version_id,
       a.is_latest = 1 AS is_latest,
       a.lifecycle_state,
       a.quality_score,
       left(a.metadata ->> 'model_family', 500) AS model_family,
       left(a.metadata ->> 'framework', 500) AS framework,
       CASE
           WHEN jsonb_typeof(a.metadata -> 'parameter_count') = 'number' THEN
               CASE
                   WHEN (a.metadata -> 'parameter_count')::NUMERIC BETWEEN 0 AND 9007199254740991 THEN
                       CASE
                           WHEN (a.metadata -> 'parameter_count')::NUMERIC % 1 = 0
                               THEN (a.metadata -> 'parameter_count')::NUMERIC::BIGINT
                       END
               END
       END AS parameter_count,
       pin_strength(v.is_external, v.code_commit_sha, v.external_source_version, a.metadata) AS pin_strength
  FROM model_versions v
  JOIN artifacts a ON a.id = v.artifact_id
 WHERE a.artifact_type = 'model';

COMMENT ON VIEW model_versions_typed IS 'the rows of model_versions with boolean, timestamptz and jsonb, and with what the artifacts say';
COMMENT ON COLUMN model_versions_typed.created_at IS 'NULL where the text is not a UTC time';
COMMENT ON COLUMN model_versions_typed.model_family IS 'the first 500 characters of what metadata says';
COMMENT ON COLUMN model_versions_typed.framework IS 'the first 500 characters of what metadata says';
COMMENT ON COLUMN model_versions_typed.parameter_count IS 'NULL where metadata has no whole number from 0 to 2^53 - 1';
COMMENT ON COLUMN model_versions_typed.pin_strength IS 'commit, tag, short_sha, branch or none';
