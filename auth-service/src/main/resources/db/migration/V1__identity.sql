create table account (
    id            uuid primary key,
    name          text        not null check (length(name) between 1 and 200),
    email         text        not null check (email = lower(email) and length(email) <= 254),
    password_hash text        not null,
    roles         text[]      not null check (roles <@ array ['user', 'admin', 'guest']),
    status        text        not null default 'active' check (status in ('active', 'disabled')),
    created_at    timestamptz not null,
    updated_at    timestamptz not null
);
create unique index account_email_key on account (lower(email));

create table session (
    id               uuid primary key,
    account_id       uuid        not null references account on delete cascade,
    authenticated_at timestamptz not null,
    methods          text[]      not null,
    user_agent       text,
    address          text,
    created_at       timestamptz not null,
    last_used_at     timestamptz not null,
    expires_at       timestamptz not null,
    ended_at         timestamptz
);
create index session_account_idx on session (account_id);
create index session_expiry_idx on session (expires_at);

-- Every refresh token a session ever had: a spent one that comes back betrays a theft.
create table refresh_token (
    digest     bytea primary key check (octet_length(digest) = 32),
    session_id uuid        not null references session on delete cascade,
    issued_at  timestamptz not null,
    spent_at   timestamptz
);
create index refresh_token_session_idx on refresh_token (session_id);

create table signing_key (
    kid                text primary key,
    public_key         text        not null,
    sealed_private_key bytea       not null,
    master_key_id      text        not null,
    created_at         timestamptz not null,
    signs_from         timestamptz not null unique
);

create table api_key (
    id                  uuid primary key,
    account_id          uuid        not null references account on delete cascade,
    public_id           text        not null unique check (public_id ~ '^[0-9A-Za-z]{12}$'),
    secret_digest       bytea       not null check (octet_length(secret_digest) = 32),
    name                text        not null check (length(name) between 1 and 200),
    permissions         text[]      not null check (permissions <@ array ['read', 'write', 'execute', 'admin']),
    models              text[]      not null default '{}',
    requests_per_minute integer check (requests_per_minute > 0),
    tokens_per_minute   integer check (tokens_per_minute > 0),
    budget_id           uuid unique,
    budget_amount       numeric(18, 9) check (budget_amount > 0),
    budget_period       text check (budget_period in ('day', 'week', 'month', 'total')),
    created_at          timestamptz not null,
    expires_at          timestamptz,
    last_used_at        timestamptz,
    check (num_nonnulls(budget_id, budget_amount, budget_period) in (0, 3))
);
create index api_key_account_idx on api_key (account_id, created_at);

-- Cursors are handed out under an advisory lock held to the commit, so a reader that has seen n has seen all below n.
create table revocation (
    cursor  bigint generated always as identity primary key,
    kind    text        not null check (kind in ('key', 'session', 'account')),
    subject uuid        not null,
    at      timestamptz not null,
    until   timestamptz not null
);
create index revocation_until_idx on revocation (until);

create function announce_revocation() returns trigger language plpgsql as $$
begin
    perform pg_notify('gatehouse_revocation', new.cursor::text);
    return null;
end
$$;
create trigger revocation_announced after insert on revocation for each row execute function announce_revocation();
