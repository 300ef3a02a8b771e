-- Rights on the catalog for a user who writes and one who reads; docs/roles.md says what each may do.
--
--   psql --set=ON_ERROR_STOP=1 --set=schema=public --set=writer=scidex_app --set=reader=scidex_reader --file=docs/roles.sql
--
-- Run it as the owner of the tables, after each `model-catalog migrate`: a later script may have made a table. Both roles
-- are there already. What an earlier version of this file granted beyond that is taken away.
BEGIN;

GRANT USAGE ON SCHEMA :"schema" TO :"writer", :"reader";

GRANT SELECT ON :"schema".artifacts, :"schema".model_versions, :"schema".model_versions_typed, :"schema".model_promotion_events,
                :"schema".metadata_changes, :"schema".metadata_history, :"schema".metadata_holds, :"schema".hold_decisions,
                :"schema".backfill_runs, :"schema".backfill_claims, :"schema".model_catalog_schema_history
             TO :"writer", :"reader";

REVOKE INSERT ON :"schema".metadata_changes, :"schema".hold_decisions, :"schema".metadata_holds, :"schema".backfill_runs,
                 :"schema".backfill_claims
            FROM :"writer";
REVOKE UPDATE ON :"schema".backfill_runs, :"schema".metadata_holds FROM :"writer";

-- No column that says who a row is, or when it was made.
GRANT INSERT ON :"schema".artifacts, :"schema".model_versions TO :"writer";
GRANT UPDATE (metadata, origin_type, origin_url, updated_at, is_latest, lifecycle_state, superseded_by)
   ON :"schema".artifacts TO :"writer";
GRANT UPDATE, DELETE ON :"schema".model_versions TO :"writer";

-- What happened is only ever added to, and the server says when, and in which transaction. The ledger of promotions is written
-- by a trigger, with the rights of its owner.
GRANT INSERT (artifact_id, run_id, actor, outcome, metadata_before, before_sha256, version_before, origin_type_before,
              origin_url_before, updated_at_before, added, removed, schema_version, schema_sha256, evidence,
              reverted_change_id, review_of, replaced)
   ON :"schema".metadata_changes TO :"writer";
GRANT INSERT (hold_id, artifact_id, field, action, value, decided_by, decided_at, note)
   ON :"schema".hold_decisions TO :"writer";

-- The work of a run. The server numbers the rows: one of the writer's could take the place of what is to come.
GRANT INSERT (started_at, started_by, tool_version, rules_version, schema_version, schema_sha256, manifest, planned)
   ON :"schema".backfill_runs TO :"writer";
GRANT INSERT (artifact_id, run_id, field, reason, required, candidates, seen_sha256) ON :"schema".metadata_holds TO :"writer";
GRANT INSERT (run_id, process, claimed_by, lease_ends, first_id, last_id) ON :"schema".backfill_claims TO :"writer";
GRANT UPDATE (finished_at, reverted_at, next_from, planned) ON :"schema".backfill_runs TO :"writer";
GRANT UPDATE (run_id, reason, required, candidates, seen_sha256, status, value, decided_by, decided_at, note)
   ON :"schema".metadata_holds TO :"writer";
GRANT UPDATE, DELETE ON :"schema".backfill_claims TO :"writer";

COMMIT;
