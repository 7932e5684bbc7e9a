-- Attempts since the last success, by a digest of account name and client network, and by one of the network alone.
create table login_attempt (
    key         bytea primary key check (octet_length(key) = 32),
    attempts    integer     not null check (attempts > 0),
    last_at     timestamptz not null,
    locked_till timestamptz not null
);
create index login_attempt_last_idx on login_attempt (last_at);
