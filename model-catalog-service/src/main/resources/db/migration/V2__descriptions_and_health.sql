-- What operators say about a model over what its source says; a null column says nothing.
create table model_description (
  model_id text primary key,
  context_length integer check (context_length > 0),
  input_modalities text[],
  output_modalities text[],
  supported_parameters text[],
  deprecated boolean not null default false,
  shutdown_date date,
  set_by uuid not null,
  set_at timestamptz not null,
  check ((input_modalities is null) = (output_modalities is null)),
  check (deprecated or shutdown_date is null)
);

create trigger announce after insert or update or delete on model_description for each statement execute function announce_change();

-- What each relay saw last. Not worth a write-ahead log: it is reported anew every few seconds.
create unlogged table relay_report (
  relay uuid primary key,
  report text not null,
  reported_at timestamptz not null
);

create trigger announce_first after insert on relay_report for each row execute function announce_change();
create trigger announce_news after update on relay_report for each row
  when (old.report is distinct from new.report) execute function announce_change();

-- Kept lists were read before modalities and parameters were: the sources are asked for them once more.
update source_copy set etag = null, digest = null;
