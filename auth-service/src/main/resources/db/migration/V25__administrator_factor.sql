-- Another administrator's word for the second factor that an administrator is about to set up.
create table factor_consent (
    account_id uuid primary key references account on delete cascade,
    given_by   uuid        not null,
    until      timestamptz not null
);

-- When another administrator vouched for the factor: of an administrator's it counts for step-up from then on, else after a delay.
alter table totp add column vouched_at timestamptz;
create index totp_confirmed_idx on totp (confirmed_at) where confirmed_at is not null;
