-- The models that docs/for-sql-writers.md asks about.
INSERT INTO artifacts (id, artifact_type, title)
VALUES ('dataset-heldout-donors', 'dataset', 'Held-out donors'),
       ('dataset-cultures', 'dataset', 'Cultures');

INSERT INTO artifacts (id, artifact_type, title, version_number, parent_version_id, is_latest, metadata)
VALUES ('model-celltype-1', 'model', 'Cell type classifier', 1, NULL, 0,
        '{"model_family": "deep_learning", "framework": "pytorch", "parameter_count": 110000, "git_tag": "v1.0"}'),
       ('model-celltype-2', 'model', 'Cell type classifier', 2, 'model-celltype-1', 1,
        '{"model_family": "deep_learning", "framework": "pytorch", "parameter_count": 220000}'),
       ('model-celltype-3', 'model', 'Cell type classifier', 3, 'model-celltype-2', 0,
        '{"model_family": "deep_learning", "framework": "pytorch", "parameter_count": 230000, "code_branch": "wider"}'),
       ('model-risk-1', 'model', 'Risk regression', 1, NULL, 1,
        '{"model_family": "statistical", "framework": "scikit-learn", "parameter_count": 14, "git_branch": "main"}'),
       ('model-outside-1', 'model', 'Published classifier', 1, NULL, 1,
        '{"model_family": "deep_learning", "framework": "jax", "parameter_count": 5000000}');

INSERT INTO model_versions (artifact_id, is_external, external_source_url, external_source_version, code_commit_sha, trained_by,
                            training_completed_at, eval_dataset_artifact_id, benchmark_id, eval_metrics_json, created_at)
VALUES ('model-celltype-1', 0, NULL, NULL, NULL, 'agent-trainer', '2026-01-10T08:00:00Z', 'dataset-heldout-donors',
        'benchmark-celltype', '{"auroc": 0.861, "f1": 0.70}', '2026-01-10 09:00:00'),
       ('model-celltype-2', 0, NULL, NULL, '0123456789abcdef0123456789abcdef01234567', 'agent-trainer', '2026-02-10T08:00:00Z',
        'dataset-heldout-donors', 'benchmark-celltype', '{"auroc": {"value": 0.912, "n": 1200}, "f1": 0.71}',
        '2026-02-10 09:00:00'),
       ('model-celltype-3', 0, NULL, NULL, NULL, 'agent-trainer', '2026-02-25T08:00:00Z', NULL, NULL, '{"auroc": 0.907}',
        '2026-02-25 09:00:00'),
       ('model-risk-1', 0, NULL, NULL, NULL, 'agent-fitter', NULL, 'dataset-heldout-donors', NULL, '{"auroc": 0.79}',
        '2026-01-20 09:00:00'),
       ('model-outside-1', 1, 'https://example.org/classifier', 'v2.1', NULL, NULL, NULL, 'dataset-cultures', NULL,
        '{"auroc": 0.95}', '2026-01-05 09:00:00');

-- The moves, at times that are known: past the triggers, as only the owner of the tables can.
ALTER TABLE model_versions DISABLE TRIGGER USER;
UPDATE model_versions SET promotion_state = 'superseded' WHERE artifact_id = 'model-celltype-1';
UPDATE model_versions SET promotion_state = 'promoted' WHERE artifact_id IN ('model-celltype-2', 'model-outside-1', 'model-risk-1');
ALTER TABLE model_versions ENABLE TRIGGER USER;
ALTER TABLE model_promotion_events DISABLE TRIGGER USER;
INSERT INTO model_promotion_events (artifact_id, from_state, to_state, actor, db_user, reason, occurred_at)
VALUES ('model-outside-1', 'candidate', 'promoted', 'import', 'scidex', 'live before the gate', '2026-01-05 09:00:01+00'),
       ('model-celltype-1', 'candidate', 'promoted', 'agent-gate', 'gate', 'first of its lineage', '2026-01-15 12:00:00+00'),
       ('model-risk-1', 'candidate', 'promoted', 'agent-gate', 'gate', 'first of its lineage', '2026-01-25 12:00:00+00'),
       ('model-celltype-1', 'promoted', 'superseded', 'agent-gate', 'gate', 'auroc +0.051 [0.032, 0.069]', '2026-02-15 12:00:00+00'),
       ('model-celltype-2', 'candidate', 'promoted', 'agent-gate', 'gate', 'auroc +0.051 [0.032, 0.069]', '2026-02-15 12:00:00+00');
ALTER TABLE model_promotion_events ENABLE TRIGGER USER;

INSERT INTO metadata_changes (artifact_id, actor, outcome, schema_version, schema_sha256)
VALUES ('model-risk-1', 'agent-fitter', 'registered', 'v1', '');
