create table totp (
    account_id    uuid primary key references account on delete cascade,
    sealed_secret bytea       not null,
    master_key_id text        not null,
    created_at    timestamptz not null,
    confirmed_at  timestamptz,
    -- The time step of the newest code that was accepted: that one and all before it are spent.
    last_step     bigint      not null default 0,
    attempts      integer     not null default 0,
    locked_till   timestamptz not null
);

create table recovery_code (
    digest     bytea primary key check (octet_length(digest) = 32),
    account_id uuid not null references totp on delete cascade
);
create index recovery_code_account_idx on recovery_code (account_id);
