-- Input pictures that were uploaded, by the SHA-256 of their bytes. The row is written before the object and removed with
-- it, so that no object is without a row.
CREATE TABLE upload (
    sha256    text PRIMARY KEY,
    stored_at timestamptz NOT NULL
);
CREATE INDEX upload_age ON upload (stored_at);
