-- An account of another identity provider has no password here. Its address is what that provider says: it proves nothing,
-- so it may be the same as a local account's and is never looked up by.
alter table account alter column password_hash drop not null;
alter table account add column identity_provider text not null default 'local'
    check (identity_provider in ('local', 'keycloak'));
alter table account add column username text check (length(username) between 1 and 255);
alter table account add constraint account_local_has_password
    check ((identity_provider = 'local') = (password_hash is not null));
drop index account_email_key;
create unique index account_email_key on account (lower(email)) where identity_provider = 'local';

-- Who is who. A row outlives its account: who was deleted here is refused for ever and not made anew by an old token.
create table federated_identity (
    issuer         text        not null,
    subject        text        not null check (length(subject) between 1 and 255),
    account_id     uuid unique references account on delete set null,
    -- The newest token whose roles and profile were taken over.
    as_of          timestamptz not null,
    -- Tokens issued up to then are refused.
    refused_until  timestamptz,
    first_seen_at  timestamptz not null,
    primary key (issuer, subject)
);
