-- Every key that has ever wrapped a stored data key. A retired one wraps nothing any more and never will again.
create table wrapping_key (
    provider      text        not null,
    key_id        text        not null,
    key_version   integer     not null check (key_version > 0),
    first_used_at timestamptz not null,
    retired_at    timestamptz,
    primary key (provider, key_id, key_version)
);

create table secret (
    id           uuid        not null primary key,
    owner_id     uuid        not null,
    kind         text        not null check (kind in ('private-key', 'provider-key', 'node')),
    name         text        not null,
    origin       text        not null,
    version      bigint      not null check (version > 0),
    address      text,
    key_provider text        not null,
    key_id       text        not null,
    key_version  integer     not null,
    wrapped_key  bytea       not null,
    payload      bytea       not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    unique (owner_id, kind, name),
    foreign key (key_provider, key_id, key_version) references wrapping_key
);

create index secret_by_wrapping_key on secret (key_provider, key_id, key_version, id);

-- The head of each owner's chain; its row lock puts the uses of one owner's secrets in a row.
create table audit_chain (
    owner_id      uuid   not null primary key,
    last_sequence bigint not null check (last_sequence >= 0),
    last_hash     bytea  not null
);

create table audit_event (
    owner_id      uuid        not null references audit_chain,
    sequence      bigint      not null check (sequence > 0),
    at            timestamptz not null,
    action        text        not null,
    actor         text        not null,
    secret_id     uuid        not null,
    subject       text        not null,
    purpose       text        not null,
    request_id    text        not null,
    previous_hash bytea       not null,
    hash          bytea       not null,
    primary key (owner_id, sequence)
);
