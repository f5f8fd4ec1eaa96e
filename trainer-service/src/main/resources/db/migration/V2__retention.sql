-- What a checkpoint was measured at, and how: the best of a run is kept.
ALTER TABLE checkpoint ADD COLUMN metrics jsonb NOT NULL DEFAULT '{}';
ALTER TABLE checkpoint ADD COLUMN metrics_protocol text NOT NULL DEFAULT 'none';

-- Checkpoints that the registry names no more and whose objects are still to be deleted.
CREATE TABLE withdrawn (
    manifest     text PRIMARY KEY,
    withdrawn_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
