create table thing (
    id integer primary key,
    at timestamptz not null default now()
);
