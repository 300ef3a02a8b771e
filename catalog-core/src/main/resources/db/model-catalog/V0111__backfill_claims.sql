-- Who works on which page of the unfinished run, so that workers and processes share it and a killed one loses nothing.
ALTER TABLE backfill_runs
    ADD COLUMN next_from TEXT DEFAULT '',
    ADD COLUMN planned BOOLEAN NOT NULL DEFAULT false;

COMMENT ON COLUMN backfill_runs.next_from IS
    'the id from which the next page is claimed, in the order of COLLATE "C"; NULL: every page was claimed, so a finished run was completed';
COMMENT ON COLUMN backfill_runs.planned IS 'the run carries out a plan and nothing else; nobody else takes part in it';

CREATE TABLE backfill_claims (
    claim_id   BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT backfill_claims_pkey PRIMARY KEY,
    run_id     BIGINT NOT NULL CONSTRAINT backfill_claims_run_id_fkey REFERENCES backfill_runs (run_id),
    process    BIGINT NOT NULL,
    claimed_by TEXT NOT NULL,
    claimed_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    lease_ends TIMESTAMPTZ NOT NULL,
    first_id   TEXT NOT NULL,
    last_id    TEXT NOT NULL
);

COMMENT ON TABLE backfill_claims IS 'empty but for the run that is in progress, or was killed';
COMMENT ON COLUMN backfill_claims.claim_id IS 'a claim that is taken over gets a new one, and its former owner can write no more';
COMMENT ON COLUMN backfill_claims.process IS 'the key of an advisory lock that the process has as long as it lives';
COMMENT ON COLUMN backfill_claims.lease_ends IS 'by the clock of the server: when the claim may be taken over, whatever became of the process';
