-- A deleted version keeps its row, so that an older event that is told again does not bring it back.
ALTER TABLE dataset_version ADD COLUMN deleted_at timestamptz;
