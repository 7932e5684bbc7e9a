-- What happened to accounts and credentials. Rows outlive what they tell of, so nothing is referenced, and nobody changes them.
create table audit_event (
    sequence   bigint generated always as identity primary key,
    at         timestamptz not null,
    type       text        not null check (type ~ '^[a-z][a-z_]*\.[a-z_]+$'),
    account_id uuid,
    actor_id   uuid,
    key_id     uuid,
    subject    text check (length(subject) <= 400),
    address    text        not null,
    request_id text        not null,
    details    jsonb       not null default '{}'
);
create index audit_event_account_idx on audit_event (account_id, sequence);
create index audit_event_type_idx on audit_event (type, sequence);
create index audit_event_at_idx on audit_event (at);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit_event takes new rows only';
end
$$;
create trigger audit_event_append_only before update or delete on audit_event
    for each row execute function refuse_audit_change();
create trigger audit_event_never_emptied before truncate on audit_event
    for each statement execute function refuse_audit_change();
