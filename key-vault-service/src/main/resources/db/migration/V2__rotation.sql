-- One run of rewrapping all records under one key. Replicas share the work; what is left of it is read from the records.
create table rotation (
    id          uuid        not null primary key,
    provider    text        not null,
    key_id      text        not null,
    key_version integer     not null,
    started_by  text        not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    rewrapped   bigint      not null default 0,
    failed      bigint      not null default 0
);

create unique index one_rotation_at_a_time on rotation ((true)) where finished_at is null;

-- Records that did not open during a rotation: they are passed over, and somebody has to look.
create table rotation_failure (
    rotation_id uuid not null references rotation,
    secret_id   uuid not null,
    primary key (rotation_id, secret_id)
);

-- How often a purpose was signed for, per owner and day.
create table signing_use (
    owner_id uuid    not null,
    purpose  text    not null,
    day      date    not null,
    used     integer not null check (used > 0),
    primary key (owner_id, purpose, day)
);
