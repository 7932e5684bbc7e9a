-- A key may change stored secrets only when that was asked for.
alter table api_key drop constraint api_key_permissions_check;
alter table api_key add constraint api_key_permissions_check
    check (permissions <@ array ['read', 'write', 'execute', 'admin', 'secrets']);

-- Only an administrator's limit may be more than a route gives.
alter table api_key add column limit_by_administrator boolean not null default false;

-- Keys that took each other's place are one line, of which at most one retired key still works.
alter table api_key add column line uuid;
update api_key set line = coalesce(budget_id, id);
alter table api_key alter column line set not null;
create index api_key_line_idx on api_key (line) where retires_at is not null;

-- Nothing reads them.
alter table api_key drop column budget_id, drop column budget_amount, drop column budget_period, drop column tokens_per_minute;
