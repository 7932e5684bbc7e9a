-- Old events go this way and no other, and never before they are 30 days old by the clock of the database itself.
create function remove_audit_events(before timestamptz, most integer) returns bigint language plpgsql as $$
declare
    removed bigint;
begin
    perform set_config('gatehouse.audit_removed_before', before::text, true);
    delete from audit_event where sequence in (
        select sequence from audit_event where at < before order by at limit most for update skip locked);
    get diagnostics removed = row_count;
    perform set_config('gatehouse.audit_removed_before', '', true);
    return removed;
end
$$;

create function refuse_audit_removal() returns trigger language plpgsql as $$
begin
    if old.at < nullif(current_setting('gatehouse.audit_removed_before', true), '')::timestamptz
        and old.at < now() - interval '30 days' then
        return old;
    end if;
    raise exception 'audit_event takes new rows only';
end
$$;

drop trigger audit_event_append_only on audit_event;
create trigger audit_event_append_only before update on audit_event
    for each row execute function refuse_audit_change();
create trigger audit_event_kept before delete on audit_event
    for each row execute function refuse_audit_removal();
