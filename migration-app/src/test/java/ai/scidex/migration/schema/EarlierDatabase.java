package ai.scidex.migration.schema;

/** SQL that makes a database as SciDEX's operators may have it before our first migration. */
public final class EarlierDatabase {

    static final String NOTHING = "";

    static final String OTHER_TABLES = """
            CREATE TABLE papers (doi TEXT PRIMARY KEY, title TEXT);
            INSERT INTO papers VALUES ('10.1000/1', 'TREM2')
            """;

    /** Flyway takes a schema with nothing but a type or a function for one that is not empty. */
    static final String A_TYPE = "CREATE TYPE mood AS ENUM ('curious')";

    /** With columns that we do not know, and artifacts of other types. */
    static final String ARTIFACTS = """
            CREATE TABLE artifacts (
                id TEXT PRIMARY KEY, artifact_type TEXT NOT NULL, entity_ids TEXT, title TEXT, embedding BYTEA,
                quality_score DOUBLE PRECISION, created_by TEXT, provenance_chain TEXT, content_hash TEXT UNIQUE,
                metadata JSONB, created_at TIMESTAMPTZ DEFAULT now(), updated_at TIMESTAMPTZ DEFAULT now(),
                version_number INTEGER DEFAULT 1, parent_version_id TEXT, version_tag TEXT, changelog TEXT,
                is_latest INTEGER DEFAULT 1, lifecycle_state TEXT DEFAULT 'active', superseded_by TEXT,
                origin_type TEXT, origin_url TEXT, usage_score NUMERIC NOT NULL DEFAULT 0.50);
            CREATE INDEX idx_artifacts_type ON artifacts (artifact_type);
            INSERT INTO artifacts (id, artifact_type, title, metadata, version_number)
            SELECT 'model-' || n, 'model', 'Model ' || n, '{"library": "scipy", "r2": 1.10}', 1 FROM generate_series(1, 8) n
             UNION ALL
            VALUES ('dataset-1', 'dataset', 'Cells', NULL::JSONB, 1), ('paper-1', 'paper', NULL, '[]', 4)
            """;

    /** As an earlier migration wrote it, with constraints that PostgreSQL named and a default that it can compute. */
    public static final String VERSIONS = """
            CREATE TABLE model_versions (
                artifact_id TEXT PRIMARY KEY REFERENCES artifacts(id) ON DELETE CASCADE,
                is_external INTEGER NOT NULL DEFAULT 0,
                external_source_url TEXT,
                external_source_version TEXT,
                base_model_id TEXT REFERENCES artifacts(id),
                code_repo_url TEXT,
                code_commit_sha TEXT,
                code_entrypoint TEXT,
                training_started_at TEXT,
                training_completed_at TEXT,
                trained_by TEXT,
                gpu_allocation_id TEXT,
                training_params_json TEXT,
                eval_metrics_json TEXT,
                eval_dataset_artifact_id TEXT REFERENCES artifacts(id),
                benchmark_id TEXT,
                promotion_state TEXT NOT NULL DEFAULT 'candidate'
                    CHECK (promotion_state IN ('candidate','promoted','rejected','superseded')),
                promotion_notes TEXT,
                created_at TEXT NOT NULL DEFAULT (now()::TEXT)
            );
            CREATE INDEX idx_model_versions_base ON model_versions(base_model_id);
            CREATE INDEX idx_model_versions_trained_by ON model_versions(trained_by);
            CREATE INDEX idx_model_versions_promotion ON model_versions(promotion_state);
            INSERT INTO model_versions (artifact_id, created_at)
            SELECT id, '2026-04-0' || right(id, 1) || ' 10:00:00' FROM artifacts WHERE artifact_type = 'model'
            """;

    static final String ARTIFACTS_AND_VERSIONS = ARTIFACTS + ";" + VERSIONS;

    /** The same columns in another order, with nothing but the key. */
    static final String ARTIFACTS_AND_BARE_VERSIONS = ARTIFACTS + """
            ;
            CREATE TABLE model_versions (
                created_at TEXT NOT NULL, promotion_notes TEXT, promotion_state TEXT NOT NULL,
                benchmark_id TEXT, eval_dataset_artifact_id TEXT, eval_metrics_json TEXT, training_params_json TEXT,
                gpu_allocation_id TEXT, trained_by TEXT, training_completed_at TEXT, training_started_at TEXT,
                code_entrypoint TEXT, code_commit_sha TEXT, code_repo_url TEXT, base_model_id TEXT,
                external_source_version TEXT, external_source_url TEXT, is_external INTEGER NOT NULL,
                artifact_id TEXT PRIMARY KEY);
            INSERT INTO model_versions (artifact_id, is_external, promotion_state, created_at)
            SELECT id, 0, 'candidate', '2026-04-0' || right(id, 1) || ' 10:00:00'
              FROM artifacts
             WHERE artifact_type = 'model'
            """;

    private EarlierDatabase() {}
}
