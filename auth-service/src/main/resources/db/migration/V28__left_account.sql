-- When an account was disabled because its other home said so; null when nobody or an administrator has disabled it.
alter table account add column left_at timestamptz;
create index account_left_idx on account (left_at) where left_at is not null;
