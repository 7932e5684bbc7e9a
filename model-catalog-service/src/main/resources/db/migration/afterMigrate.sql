-- Run as the owner after every migration: what the role may do that the service works with. It can read and change rows,
-- and neither tables nor rights.
do $$
declare
    service text := '${service}';
begin
    if service = current_user then
        return; -- one role for both: the service says so when it starts
    end if;
    perform pg_advisory_xact_lock(7022353698101231);
    execute format('grant usage on schema public to %I', service);
    execute format('grant select, insert, update, delete on all tables in schema public to %I', service);
    execute format('grant usage on all sequences in schema public to %I', service);
    execute format('revoke insert, update, delete on flyway_schema_history from %I', service);
end
$$;
