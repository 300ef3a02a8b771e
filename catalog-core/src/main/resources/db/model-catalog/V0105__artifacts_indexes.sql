-- Pages over the model artifacts and walks along their versions. On a big table the operator may build both beforehand.
CREATE INDEX IF NOT EXISTS idx_artifacts_model_id
    ON artifacts (id COLLATE "C") WHERE artifact_type = 'model';
CREATE INDEX IF NOT EXISTS idx_artifacts_model_parent
    ON artifacts (parent_version_id) WHERE artifact_type = 'model';
