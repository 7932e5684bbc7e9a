-- The last good list of each source, so that a restart serves it while the source is down.
create table source_copy (
  upstream text primary key,
  location text not null,
  etag text,
  digest text,
  models text not null,
  read_at timestamptz not null
);

-- What operators decide about models. They name models by id, whether the model is listed at the moment or not.
create table model_alias (
  alias text primary key check (alias = lower(alias) and length(alias) between 1 and 200),
  model_id text not null,
  set_by uuid not null,
  set_at timestamptz not null
);

-- A price holds from its time on until the next one; rows are only ever added.
create table model_price (
  id bigint generated always as identity primary key,
  model_id text not null,
  prompt numeric(19, 18) not null check (prompt between 0 and 1),
  completion numeric(19, 18) not null check (completion between 0 and 1),
  valid_from timestamptz not null,
  set_by uuid not null,
  set_at timestamptz not null
);

create index on model_price (model_id, valid_from desc, id desc);

create table hidden_model (
  model_id text primary key,
  hidden_by uuid not null,
  hidden_at timestamptz not null
);

create function announce_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('gatehouse_catalog', tg_table_name);
  return null;
end
$$;

create trigger announce after insert or update or delete on source_copy for each statement execute function announce_change();
create trigger announce after insert or update or delete on model_alias for each statement execute function announce_change();
create trigger announce after insert or update or delete on model_price for each statement execute function announce_change();
create trigger announce after insert or update or delete on hidden_model for each statement execute function announce_change();
