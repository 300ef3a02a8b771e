-- What the backfill writes, in SQL alone and without a validator: the record of before and after with a ledger of the
-- fields, the metadata, the rows of model_versions. One transaction.
BEGIN;

INSERT INTO backfill_runs (started_at, finished_at, started_by, tool_version, rules_version, schema_version, schema_sha256)
VALUES (now(), now(), 'sql', 'sql', 1, 'v1', 'sql');

INSERT INTO metadata_changes (artifact_id, run_id, actor, outcome, metadata_before, before_sha256, origin_type_before,
                              origin_url_before, updated_at_before, added, schema_version, schema_sha256, evidence)
SELECT a.id, (SELECT max(run_id) FROM backfill_runs), 'sql', 'upgraded', a.metadata,
       encode(sha256(convert_to(a.metadata::TEXT, 'UTF8')), 'hex'),
       a.origin_type, a.origin_url, a.updated_at, n.added, 'v1', 'sql', e.evidence
  FROM artifacts a
 CROSS JOIN LATERAL (
           SELECT jsonb_strip_nulls(jsonb_build_object(
                      'is_external', a.origin_type = 'external',
                      'model_family', a.metadata -> 'family',
                      'framework', a.metadata -> 'library_name',
                      'parameter_count', coalesce(a.metadata -> 'n_parameters',
                                                  to_jsonb(replace(a.metadata ->> 'parameter_count', ',', '')::BIGINT)),
                      'training_data', coalesce(a.metadata -> 'trained_on', a.metadata -> 'training_dataset'),
                      'evaluation_dataset', coalesce(a.metadata -> 'test_dataset', a.metadata -> 'eval_dataset'),
                      'evaluation_metrics', a.metadata -> 'eval_metrics',
                      'training_config', a.metadata -> 'hyperparameters',
                      'external_source_url', a.metadata #> '{_origin,url}',
                      'external_source_version', a.metadata -> 'revision')) AS added
            OFFSET 0) n
 CROSS JOIN LATERAL (SELECT a.metadata || n.added AS metadata OFFSET 0) u
 CROSS JOIN LATERAL (
           SELECT jsonb_agg(CASE WHEN m.value IS NULL
                                 THEN jsonb_build_object('field', f.name, 'decision', 'absent')
                                 ELSE jsonb_build_object('field', f.name, 'decision', 'mapped', 'value', m.value,
                                                         'source', '/' || f.name, 'rule', 'stated')
                            END) AS evidence
             FROM unnest('{is_external,model_family,framework,parameter_count,training_data,evaluation_dataset,
                           evaluation_metrics,benchmark_id,base_model_id,training_config,external_source_url,
                           external_source_version,code_repo_url,code_commit_sha,code_entrypoint,training_started_at,
                           training_completed_at,trained_by,gpu_allocation_id,eval_dataset_artifact_id,
                           training_params_json,eval_metrics_json}'::TEXT[]) AS f (name)
            CROSS JOIN LATERAL (SELECT u.metadata -> f.name AS value) m) e
 WHERE a.artifact_type = 'model';

UPDATE artifacts a
   SET metadata = a.metadata || c.added,
       origin_url = coalesce(a.origin_url, c.added ->> 'external_source_url'),
       updated_at = now()
  FROM metadata_changes c
 WHERE c.artifact_id = a.id;

INSERT INTO model_versions (artifact_id, is_external, external_source_url, external_source_version, code_repo_url,
                            code_commit_sha, code_entrypoint, training_params_json, eval_metrics_json, benchmark_id)
SELECT a.id, (a.metadata ->> 'is_external')::BOOLEAN::INTEGER, a.metadata ->> 'external_source_url',
       a.metadata ->> 'external_source_version', a.metadata ->> 'code_repo_url', a.metadata ->> 'code_commit_sha',
       a.metadata ->> 'code_entrypoint', a.metadata ->> 'training_config', a.metadata ->> 'evaluation_metrics',
       a.metadata ->> 'benchmark_id'
  FROM artifacts a
 WHERE a.artifact_type = 'model';

COMMIT;
