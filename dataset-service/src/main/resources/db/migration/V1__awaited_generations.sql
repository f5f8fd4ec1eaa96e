-- What augmentations have asked generators for. The outcome is the terminal event's body without pictures, as JSON.
CREATE TABLE awaited_generation (
    id      text PRIMARY KEY,
    job     text NOT NULL,
    outcome text
);
CREATE INDEX awaited_generation_of_job ON awaited_generation (job);
