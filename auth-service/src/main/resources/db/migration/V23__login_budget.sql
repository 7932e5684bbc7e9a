-- Failed logins of the whole suite that are not forgiven yet, by those who are not known where they are.
create table login_budget (
    the_only_row boolean          primary key default true check (the_only_row),
    spent        double precision not null,
    at           timestamptz      not null
);

-- Who has logged in from where: digests of account name and client network together.
create table known_login (
    key     bytea primary key check (octet_length(key) = 32),
    last_at timestamptz not null
);
create index known_login_last_idx on known_login (last_at);
