-- Three functions in a language that keeps for the whole session what it made of their text. PostgreSQL cannot write these into
-- an expression as it does with simpler ones; as SQL each call in a check or an index was planned anew for each statement, which
-- was a third of what a registration took in the server. The results are those of V0100 and V0106, so the indexes stay.

-- The instant that a text of the form YYYY-MM-DDTHH:MM:SS[.ffffff]Z names, or NULL. It never raises.
CREATE OR REPLACE FUNCTION model_time(value TEXT) RETURNS TIMESTAMPTZ
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
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
END
$$;

-- The names of the metrics, each cut to what an index can hold.
CREATE OR REPLACE FUNCTION metric_names(metrics TEXT) RETURNS TEXT[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY(SELECT left(name, 100) FROM jsonb_object_keys(metrics::JSONB) AS name);
END
$$;

-- The firmest revision that metadata names and no column could hold: tag, short_sha, branch, else none.
-- What a column could hold, a commit or the version of an external model, counts only once it stands there.
CREATE OR REPLACE FUNCTION firmest_said_ref(metadata JSONB) RETURNS TEXT
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, "${flyway:defaultSchema}", pg_temp
AS $$
BEGIN
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
END
$$;
