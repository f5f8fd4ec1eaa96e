-- Durable jobs, the wishes about them, and what is still to be published. See dev.limner.jobs.

CREATE TABLE job (
    id            text        PRIMARY KEY,
    kind          text        NOT NULL,
    subject       text        NOT NULL,
    body          bytea       NOT NULL,
    digest        text        NOT NULL,               -- SHA-256 of the body, hex
    exclusive     boolean     NOT NULL,
    state         text        NOT NULL
        CHECK (state IN ('accepted', 'running', 'stopped', 'succeeded', 'failed', 'cancelled')),
    epoch         bigint      NOT NULL DEFAULT 0,     -- claims so far
    attempts      integer     NOT NULL DEFAULT 0,     -- claims since it last got further
    cancel_wished boolean     NOT NULL DEFAULT false,
    stop_wished   boolean     NOT NULL DEFAULT false,
    sequence      bigint      NOT NULL DEFAULT 0,     -- of its newest event
    revision      bigint      NOT NULL DEFAULT 0,     -- writes of its claims: tells a repeated write from a new one
    worker        text,
    lease_until   timestamptz,
    not_before    timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_error    text,
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- One active job a subject, where the job asks for it.
CREATE UNIQUE INDEX job_exclusive ON job (kind, subject)
    WHERE exclusive AND state IN ('accepted', 'running', 'stopped');
-- What the claim query looks through.
CREATE INDEX job_claimable ON job (kind, created_at) WHERE state IN ('accepted', 'running');
CREATE INDEX job_listed ON job (kind, created_at DESC, id);

-- Control commands: seen once each, and kept for a target that has not arrived.
CREATE TABLE job_control (
    command    text        PRIMARY KEY,
    target     text        NOT NULL,
    wish       text        NOT NULL CHECK (wish IN ('cancel', 'stop', 'resume')),
    applied    boolean     NOT NULL,
    arrival    bigint      GENERATED ALWAYS AS IDENTITY,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX job_control_waiting ON job_control (target, arrival) WHERE NOT applied;

CREATE TABLE outbox (
    position   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id   text        NOT NULL UNIQUE,
    entity     text        NOT NULL,                  -- the job whose sequence it is part of
    topic      text        NOT NULL,
    key        text        NOT NULL,
    headers    text        NOT NULL,                  -- a JSON object of strings
    value      bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    sent_at    timestamptz
);
CREATE INDEX outbox_unsent ON outbox (position) WHERE sent_at IS NULL;
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;
