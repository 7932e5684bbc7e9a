-- The service works with a role that can only add to the record. What is too old goes by this function, with the rights of
-- its owner; the trigger still keeps what is younger than 30 days from it.
alter function remove_audit_events(timestamptz, integer) security definer set search_path = public, pg_temp;
revoke all on function remove_audit_events(timestamptz, integer) from public;
