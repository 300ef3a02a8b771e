-- The ledger keeps which transaction made each move, as the history does. The xmin of a row does not tell: that of a row written
-- within a savepoint is the savepoint's, that of a restored one the restoring transaction's.
ALTER TABLE model_promotion_events
    ADD COLUMN written_in XID8;

COMMENT ON COLUMN model_promotion_events.written_in IS
    'the transaction that made the move, set by a trigger; NULL: made before the ledger kept it';
