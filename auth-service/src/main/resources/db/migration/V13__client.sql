-- A program that administrators keep: an account of its own, which nobody logs in to, and one key at a time.
alter table account drop constraint account_roles_check;
alter table account add constraint account_roles_check check (roles <@ array ['user', 'admin', 'guest', 'service']);

create table client (
    id          uuid primary key references account on delete cascade,
    owner_id    uuid not null references account on delete cascade,
    description text check (length(description) <= 1000)
);
create index client_owner_idx on client (owner_id);
