-- Which moves were made together with which lines of the history. The xmin of a row does not tell: that of a row written within
-- a savepoint is the savepoint's, that of a restored one the restoring transaction's. Moves that are there already do not know it.
ALTER TABLE model_promotion_events
    ADD COLUMN written_in XID8;

COMMENT ON COLUMN model_promotion_events.written_in IS
    'the transaction that made the move, by a trigger; as in metadata_changes; NULL: not known';
