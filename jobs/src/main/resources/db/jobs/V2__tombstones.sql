-- A record without a value removes its key from a compacted topic.
ALTER TABLE outbox ALTER COLUMN value DROP NOT NULL;
