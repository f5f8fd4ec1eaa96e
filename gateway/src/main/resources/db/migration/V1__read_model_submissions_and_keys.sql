-- What the gateway knows of every job. JSON is kept as text: as it came, with its order, and with any character in it.
CREATE TABLE known_job (
    id             text PRIMARY KEY,
    kind           text        NOT NULL,
    subject        text,
    state          text        NOT NULL,
    epoch          bigint      NOT NULL,
    sequence       bigint      NOT NULL,
    progress_epoch bigint      NOT NULL,
    progress_place bigint      NOT NULL,
    request        text,
    progress       text,
    result         text,
    problem        text,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL
);
CREATE INDEX known_job_newest ON known_job (created_at DESC, id DESC);
CREATE INDEX known_job_newest_of_kind ON known_job (kind, created_at DESC, id DESC);
CREATE INDEX known_job_newest_of_subject ON known_job (subject, created_at DESC, id DESC);

-- Commands that came in over HTTP. They outlive their topics' retention (7 days), so that a repetition is known as one.
CREATE TABLE submission (
    id           text PRIMARY KEY,
    topic        text        NOT NULL,
    record_key   text        NOT NULL,
    type         text        NOT NULL,
    subject      text        NOT NULL,
    body         bytea       NOT NULL,
    fingerprint  bytea       NOT NULL,
    api_key      text        NOT NULL,
    created_at   timestamptz NOT NULL,
    published_at timestamptz
);
CREATE INDEX submission_unpublished ON submission (created_at) WHERE published_at IS NULL;
CREATE INDEX submission_age ON submission (created_at);

CREATE TABLE dataset_version (
    dataset      text        NOT NULL,
    version      integer     NOT NULL,
    digest       text        NOT NULL,
    train        bigint      NOT NULL,
    held_out     bigint      NOT NULL,
    width        integer     NOT NULL,
    height       integer     NOT NULL,
    colour       text        NOT NULL,
    classes      text        NOT NULL,
    job          text        NOT NULL,
    published_at timestamptz NOT NULL,
    PRIMARY KEY (dataset, version)
);

-- The registry, as limner.models tells it: a lower revision never replaces a higher one.
CREATE TABLE checkpoint (
    model        text        NOT NULL,
    checkpoint   text        NOT NULL,
    revision     bigint      NOT NULL,
    body         text        NOT NULL,
    images       bigint      NOT NULL,
    published_at timestamptz NOT NULL,
    PRIMARY KEY (model, checkpoint)
);
CREATE INDEX checkpoint_newest ON checkpoint (model, published_at DESC, checkpoint DESC);

CREATE TABLE alias (
    model      text   NOT NULL,
    alias      text   NOT NULL,
    revision   bigint NOT NULL,
    checkpoint text   NOT NULL,
    PRIMARY KEY (model, alias)
);

CREATE TABLE metric (
    run    text        NOT NULL,
    images bigint      NOT NULL,
    epoch  bigint      NOT NULL,
    time   timestamptz NOT NULL,
    body   text        NOT NULL,
    PRIMARY KEY (run, images)
);

CREATE TABLE grid (
    run        text   NOT NULL,
    kind       text   NOT NULL,
    images     bigint NOT NULL,
    epoch      bigint NOT NULL,
    object_key text   NOT NULL,
    PRIMARY KEY (run, kind, images)
);

CREATE TABLE api_key (
    id         text PRIMARY KEY,
    name       text        NOT NULL,
    role       text        NOT NULL,
    hash       bytea       NOT NULL UNIQUE,
    created_at timestamptz NOT NULL
);
