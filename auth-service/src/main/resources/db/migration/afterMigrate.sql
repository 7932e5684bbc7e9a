-- Run as the owner after every migration: what the role may do that the service works with. It can read and change rows,
-- and neither tables nor rights; what is recorded it can only add to.
do $$
declare
    service text := '${service}';
    recorded text;
begin
    if service = current_user then
        return; -- one role for both: the service says so when it starts
    end if;
    perform pg_advisory_xact_lock(7022353698101231);
    execute format('grant usage on schema public to %I', service);
    execute format('grant select, insert, update, delete on all tables in schema public to %I', service);
    execute format('grant usage on all sequences in schema public to %I', service);
    execute format('revoke insert, update, delete on flyway_schema_history from %I', service);
    foreach recorded in array array['audit_event'] loop
        execute format('revoke update, delete on %I from %I', recorded, service);
    end loop;
    execute format('grant execute on function remove_audit_events(timestamptz, integer) to %I', service);
end
$$;
