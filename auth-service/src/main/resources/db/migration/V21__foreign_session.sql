-- Login sessions of the realm, as far as they were heard of here: each login is recorded once, and each end.
create table foreign_session (
    id               uuid primary key,
    account_id       uuid        not null references account on delete cascade,
    -- When its owner last proved who they are; null while nobody has said so.
    authenticated_at timestamptz,
    seen_at          timestamptz not null,
    ended_at         timestamptz
);
create index foreign_session_seen_idx on foreign_session (seen_at);

-- Logout tokens that were obeyed: none works twice.
create table logout_token (
    digest     bytea primary key check (octet_length(digest) = 32),
    expires_at timestamptz not null
);

create index account_username_idx on account (lower(username)) where identity_provider = 'keycloak';
