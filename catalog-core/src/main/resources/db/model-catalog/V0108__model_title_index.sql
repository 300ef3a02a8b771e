-- Finds the model of the same title and metadata, so that a registration can be repeated. A hash, because titles have no limit.
CREATE INDEX IF NOT EXISTS idx_artifacts_model_title
    ON artifacts USING hash (title) WHERE artifact_type = 'model';
