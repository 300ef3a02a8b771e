-- What models are searched by: how firmly their revision is named, what was measured of them, and an index for each filter.

-- How firmly a text names a revision: commit, tag, short_sha, branch, or none where it names nothing.
-- A name that the text alone tells nothing of, such as stable, is what name_is says.
CREATE FUNCTION ref_strength(ref TEXT, name_is TEXT) RETURNS TEXT
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- The white space that TextForms trims; a text of plain characters is spared the search for it.
    blank  CONSTANT TEXT := '[\u0009-\u000D\u0020\u0085\u00A0\u1680\u2000-\u200B\u2028\u2029\u202F\u205F\u2060\u3000\uFEFF]+';
    folded CONSTANT TEXT := lower(CASE WHEN ref ~ '^[!-~]*$' THEN ref
                                       ELSE regexp_replace(ref, '^' || blank || '|' || blank || '$', '', 'g')
                                  END COLLATE "C");
BEGIN
    IF folded IS NULL OR folded IN ('', 'tbd', 'todo', 'n/a', 'none', 'null', 'unknown', '?', '-',
                                    '[more information needed]', 'not_disclosed') THEN
        RETURN 'none';
    ELSIF length(folded) IN (40, 64) AND folded ~ '^[0-9a-f]*$' THEN
        RETURN 'commit';
    ELSIF length(folded) BETWEEN 7 AND 39 AND folded ~ '^[0-9a-f]*$' AND folded ~ '[a-f]' THEN
        RETURN 'short_sha';
    ELSIF regexp_replace(folded, '^refs/tags/', '')
          IN ('main', 'master', 'head', 'latest', 'dev', 'develop', 'nightly', 'trunk') THEN
        RETURN 'branch';
    ELSIF folded ~ '^refs/' THEN
        RETURN CASE WHEN folded ~ '^refs/tags/' THEN 'tag' ELSE 'branch' END;
    ELSIF folded ~ '^v?[0-9]+([._+-][0-9a-z]+)*$' THEN
        RETURN 'tag';
    END IF;
    RETURN name_is;
END
$$;

-- How firmly the columns of a model version name its revision: the commit of an internal model, the version of an external one.
CREATE FUNCTION linked_pin(is_external INTEGER, code_commit_sha TEXT, external_source_version TEXT) RETURNS TEXT
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN is_external = 1 THEN ref_strength(external_source_version, 'tag')
        WHEN code_commit_sha IS NULL THEN 'none'
        ELSE 'commit'
    END;

-- The firmest revision that metadata names and no column could hold: tag, short_sha, branch, else none.
-- What a column could hold, a commit or the version of an external model, counts only once it stands there.
CREATE FUNCTION firmest_said_ref(metadata JSONB) RETURNS TEXT
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(
        (SELECT c.strength
           FROM (VALUES ('code_commit_sha', 'branch'), ('commit_sha', 'branch'), ('git_sha', 'branch'), ('git_commit', 'branch'),
                        ('code_ref', 'branch'), ('git_ref', 'branch'), ('code_tag', 'tag'), ('git_tag', 'tag'),
                        ('code_branch', 'branch'), ('git_branch', 'branch'),
                        ('external_source_version', 'tag'), ('revision', 'tag')) AS k (key, name_is),
                LATERAL (SELECT ref_strength(left(metadata ->> k.key, 500), k.name_is) AS strength) r,
                LATERAL (SELECT CASE
                                    WHEN r.strength = 'none' THEN NULL
                                    WHEN k.key IN ('code_branch', 'git_branch') THEN 'branch'
                                    WHEN r.strength = 'commit' THEN NULL
                                    WHEN r.strength = 'tag' AND k.key IN ('external_source_version', 'revision') THEN NULL
                                    ELSE r.strength
                                END AS strength) c
          WHERE jsonb_typeof(metadata -> k.key) = 'string'
            AND c.strength IS NOT NULL
          ORDER BY array_position(ARRAY['tag', 'short_sha', 'branch'], c.strength)
          LIMIT 1),
        'none');

-- The same, cheap for the many documents that name none.
CREATE FUNCTION said_pin(metadata JSONB) RETURNS TEXT
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN metadata ?| ARRAY['code_commit_sha', 'commit_sha', 'git_sha', 'git_commit', 'code_ref', 'git_ref', 'code_tag',
                               'git_tag', 'code_branch', 'git_branch', 'external_source_version', 'revision']
            THEN firmest_said_ref(metadata)
        ELSE 'none'
    END;

-- How firmly a model's revision is named: by its columns, or where they name none, by its metadata.
CREATE FUNCTION pin_strength(is_external INTEGER, code_commit_sha TEXT, external_source_version TEXT, metadata JSONB) RETURNS TEXT
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(nullif(linked_pin(is_external, code_commit_sha, external_source_version), 'none'), said_pin(metadata));

-- The value of a metric, which is a number or an object with a numeric value; NULL if there is none.
CREATE FUNCTION metric_value(metrics JSONB, metric TEXT) RETURNS NUMERIC
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN jsonb_typeof(metrics -> metric) = 'number' THEN (metrics -> metric)::NUMERIC
        WHEN jsonb_typeof(metrics -> metric -> 'value') = 'number' THEN (metrics -> metric -> 'value')::NUMERIC
    END;

-- The names of the metrics, each cut to what an index can hold.
CREATE FUNCTION metric_names(metrics TEXT) RETURNS TEXT[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ARRAY(SELECT left(name, 100) FROM jsonb_object_keys(metrics::JSONB) AS name);

-- When a row was written: the default, or what an earlier migration wrote, read as UTC; NULL for any other text.
CREATE FUNCTION model_created_at(created_at TEXT) RETURNS TIMESTAMPTZ
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN model_time(regexp_replace(created_at, '^([0-9-]{10})[ T]([0-9:]{8}(\.[0-9]+)?)(\+00(:?00)?|Z)?$', '\1T\2Z'));

-- Whoever writes the tables runs these for their indexes, also where functions are not open to everybody by default.
GRANT EXECUTE ON FUNCTION ref_strength(TEXT, TEXT), linked_pin(INTEGER, TEXT, TEXT), firmest_said_ref(JSONB), said_pin(JSONB),
                          pin_strength(INTEGER, TEXT, TEXT, JSONB), metric_value(JSONB, TEXT), metric_names(TEXT),
                          model_created_at(TEXT), model_time(TEXT)
    TO PUBLIC;

CREATE INDEX IF NOT EXISTS idx_model_versions_id
    ON model_versions (artifact_id COLLATE "C");
CREATE INDEX IF NOT EXISTS idx_model_versions_external
    ON model_versions (is_external);
CREATE INDEX IF NOT EXISTS idx_model_versions_eval_dataset
    ON model_versions (eval_dataset_artifact_id) WHERE eval_dataset_artifact_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS idx_model_versions_benchmark
    ON model_versions (benchmark_id) WHERE benchmark_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS idx_model_versions_linked_pin
    ON model_versions (linked_pin(is_external, code_commit_sha, external_source_version));
CREATE INDEX IF NOT EXISTS idx_model_versions_metric_names
    ON model_versions USING gin (metric_names(eval_metrics_json));

-- Metadata is anybody's: a text is cut, so that none is refused because an index could not hold it.
CREATE INDEX IF NOT EXISTS idx_artifacts_model_family
    ON artifacts (left(metadata ->> 'model_family', 500)) WHERE artifact_type = 'model';
CREATE INDEX IF NOT EXISTS idx_artifacts_model_framework
    ON artifacts (left(metadata ->> 'framework', 500)) WHERE artifact_type = 'model';
CREATE INDEX IF NOT EXISTS idx_artifacts_model_said_pin
    ON artifacts (said_pin(metadata)) WHERE artifact_type = 'model';

-- The planner takes no statistics from a partial index; without any it would take every family for a rare one.
CREATE STATISTICS IF NOT EXISTS artifacts_model_texts (ndistinct)
    ON (left(metadata ->> 'model_family', 500)), (left(metadata ->> 'framework', 500)), (said_pin(metadata)) FROM artifacts;
