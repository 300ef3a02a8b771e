-- What people decided of held fields, and what was taken back; and the changes that carried it out.
CREATE TABLE hold_decisions (
    decision_id BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT hold_decisions_pkey PRIMARY KEY,
    hold_id     BIGINT NOT NULL,
    artifact_id TEXT NOT NULL,
    field       TEXT NOT NULL,
    action      TEXT NOT NULL
                     CONSTRAINT hold_decisions_action_check
                     CHECK (action IN ('resolved', 'dismissed', 'reopened')),
    value       JSONB,
    decided_by  TEXT NOT NULL,
    decided_at  TIMESTAMPTZ NOT NULL,
    note        TEXT,
    recorded_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT hold_decisions_value_check CHECK ((action = 'resolved') = (value IS NOT NULL))
);

COMMENT ON TABLE hold_decisions IS 'it outlives holds and artifacts, hence no foreign key';
COMMENT ON COLUMN hold_decisions.decided_at IS 'when the person decided; recorded_at: when it was carried out here';

CREATE INDEX idx_hold_decisions_artifact ON hold_decisions (artifact_id, decision_id);

-- The list of holds is asked for by state, and that of an artifact by its id.
CREATE INDEX idx_metadata_holds_artifact ON metadata_holds (artifact_id, hold_id);

-- A review decides anew what a run decided: on what that run found, with what people ruled.
ALTER TABLE metadata_changes
    ADD COLUMN review_of BIGINT CONSTRAINT metadata_changes_review_of_fkey REFERENCES metadata_changes (change_id),
    ADD COLUMN replaced BOOLEAN NOT NULL DEFAULT false,
    ADD CONSTRAINT metadata_changes_review_check CHECK (review_of IS NULL OR run_id IS NULL);

COMMENT ON COLUMN metadata_changes.review_of IS
    'the change of a run that a review decided anew: added and removed are then about what that run found, not about metadata_before';
COMMENT ON COLUMN metadata_changes.replaced IS
    'a person gave a whole document in the place of what the run found: the metadata is what was added, and nothing else';

CREATE INDEX idx_metadata_changes_review_of ON metadata_changes (review_of) WHERE review_of IS NOT NULL;
