-- A rotated key works until then; whoever removes it afterwards takes its tokens back.
alter table api_key add column retires_at timestamptz;
create index api_key_retires_idx on api_key (retires_at) where retires_at is not null;

-- The key that takes over spends from the same budget.
alter table api_key drop constraint api_key_budget_id_key;
