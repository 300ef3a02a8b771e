package ai.scidex.catalog;

/** The columns of a row {@code v} of {@code model_versions} as a {@link ModelVersion} is read from them. */
final class ModelVersionColumns {

    /** Both documents pass through {@code jsonb}, which leaves one of two members of the same name. */
    static final String OF_V = """
            v.artifact_id, v.is_external, v.external_source_url, v.external_source_version, v.base_model_id,
                   v.code_repo_url, v.code_commit_sha, v.code_entrypoint, v.training_started_at, v.training_completed_at,
                   v.trained_by, v.gpu_allocation_id, v.training_params_json::JSONB::TEXT AS training_params_json,
                   v.eval_metrics_json::JSONB::TEXT AS eval_metrics_json, v.eval_dataset_artifact_id, v.benchmark_id,
                   v.promotion_state, v.promotion_notes, v.created_at""";

    private ModelVersionColumns() {}
}
