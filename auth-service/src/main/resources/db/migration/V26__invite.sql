-- Codes that let somebody register where registration is by invite; as digests only.
create table invite (
    id         uuid primary key,
    digest     bytea       not null unique check (octet_length(digest) = 32),
    note       text check (length(note) <= 200),
    created_by uuid        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    account_id uuid
);
create index invite_expires_idx on invite (expires_at);
