-- The rules of the catalog, kept by the database too, for whoever writes plain SQL.

-- The instant that a text of the form YYYY-MM-DDTHH:MM:SS[.ffffff]Z names, or NULL. It never raises.
CREATE FUNCTION model_time(value TEXT) RETURNS TIMESTAMPTZ
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE
        WHEN value !~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?Z$'
            THEN NULL
        WHEN left(value, 4) = '0000'
            THEN NULL
        WHEN substr(value, 9, 2)::INTEGER
             > extract(DAY FROM make_date(left(value, 4)::INTEGER, substr(value, 6, 2)::INTEGER, 1)
                                + INTERVAL '1 month' - INTERVAL '1 day')
            THEN NULL
        ELSE (left(value, -1) || '+00')::TIMESTAMPTZ
    END;

ALTER TABLE model_versions
    ADD CONSTRAINT model_versions_is_external_check
        CHECK (is_external IN (0, 1)),
    ADD CONSTRAINT model_versions_promoted_external_check
        CHECK (promotion_state <> 'promoted' OR is_external = 0
               OR (external_source_url IS NOT NULL AND external_source_version IS NOT NULL)),
    ADD CONSTRAINT model_versions_base_model_id_check
        CHECK (base_model_id <> artifact_id),
    ADD CONSTRAINT model_versions_code_commit_sha_check
        CHECK (code_commit_sha ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'),
    ADD CONSTRAINT model_versions_training_started_at_check
        CHECK (training_started_at IS NULL OR model_time(training_started_at) IS NOT NULL),
    ADD CONSTRAINT model_versions_training_completed_at_check
        CHECK (training_completed_at IS NULL OR model_time(training_completed_at) IS NOT NULL),
    ADD CONSTRAINT model_versions_training_order_check
        CHECK (model_time(training_started_at) <= model_time(training_completed_at)),
    ADD CONSTRAINT model_versions_training_params_json_check
        CHECK (jsonb_typeof(training_params_json::JSONB) = 'object'),
    ADD CONSTRAINT model_versions_eval_metrics_json_check
        CHECK (jsonb_typeof(eval_metrics_json::JSONB) = 'object');
