-- What takes a change back names it, and no change is taken back twice; and each change knows the transaction that made it,
-- which its xmin does not tell once the table was restored from a dump. Rows that are there already do not know it.
ALTER TABLE metadata_changes
    ADD COLUMN written_in XID8,
    ADD COLUMN reverted_change_id BIGINT
        CONSTRAINT metadata_changes_reverted_change_id_fkey REFERENCES metadata_changes (change_id),
    ADD CONSTRAINT metadata_changes_reverted_check CHECK ((outcome = 'reverted') = (reverted_change_id IS NOT NULL));

ALTER TABLE metadata_changes
    ALTER COLUMN written_in SET DEFAULT pg_current_xact_id();

-- Partial, so that the many changes that take nothing back cost nothing.
CREATE UNIQUE INDEX idx_metadata_changes_reverted
    ON metadata_changes (reverted_change_id) WHERE reverted_change_id IS NOT NULL;

COMMENT ON COLUMN metadata_changes.written_in IS 'the transaction that made the change; NULL: not known';
COMMENT ON COLUMN metadata_changes.reverted_change_id IS 'the change that this one takes back';
