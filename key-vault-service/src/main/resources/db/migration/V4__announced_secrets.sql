-- Relays keep what they know of a user's node and keys until they hear that it has changed. Wrapping a secret anew changes nothing.
create function announce_secret() returns trigger language plpgsql as $$
begin
    perform pg_notify('gatehouse_secret', coalesce(new.owner_id, old.owner_id)::text);
    return null;
end
$$;
create trigger secret_announced after insert or delete or update of payload, origin on secret
    for each row execute function announce_secret();
