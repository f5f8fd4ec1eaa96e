-- Which checkpoint the alias of a generation with a job row stood for when it was first claimed.
CREATE TABLE generation (
    id         text PRIMARY KEY,
    checkpoint text NOT NULL
);
