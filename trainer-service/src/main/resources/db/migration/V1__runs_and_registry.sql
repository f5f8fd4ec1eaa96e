-- What a training run was resolved to when it was accepted: its dataset version, every setting, its seed.
CREATE TABLE run (
    id       text PRIMARY KEY,
    number   bigint GENERATED ALWAYS AS IDENTITY,
    model    text NOT NULL,
    plan     jsonb NOT NULL,
    finished boolean NOT NULL DEFAULT false
);

-- The registry's truth: each key of limner.models with its revision.
CREATE TABLE checkpoint (
    model        text NOT NULL,
    checkpoint   text NOT NULL,
    revision     bigint NOT NULL,
    run          text NOT NULL REFERENCES run (id),
    epoch        bigint NOT NULL,
    images       bigint NOT NULL,
    manifest     text NOT NULL,
    digest       text NOT NULL,
    published_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model, checkpoint)
);
CREATE INDEX checkpoint_of_run ON checkpoint (run, images, epoch);

CREATE TABLE alias (
    model      text NOT NULL,
    alias      text NOT NULL,
    revision   bigint NOT NULL,
    checkpoint text NOT NULL,
    PRIMARY KEY (model, alias),
    FOREIGN KEY (model, checkpoint) REFERENCES checkpoint (model, checkpoint)
);
