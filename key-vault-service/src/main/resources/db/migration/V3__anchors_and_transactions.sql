-- The key that authenticates audit anchors is a record like any other, so that rotations move it and no key that it needs
-- is retired.
alter table secret drop constraint secret_kind_check;
alter table secret add constraint secret_kind_check
    check (kind in ('private-key', 'provider-key', 'node', 'anchor-key'));

-- A statement about where every chain ended at one moment, authenticated under a key that is not in the database in the
-- clear. Each covers the one before it.
create table audit_anchor (
    number bigint      not null primary key check (number > 0),
    at     timestamptz not null,
    chains integer     not null check (chains > 0),
    mac    bytea       not null
);

-- The chains that had grown since the anchor before.
create table audit_anchor_head (
    anchor        bigint not null references audit_anchor deferrable initially deferred,
    owner_id      uuid   not null,
    last_sequence bigint not null check (last_sequence > 0),
    last_hash     bytea  not null,
    primary key (owner_id, anchor)
);

create index audit_anchor_head_by_anchor on audit_anchor_head (anchor, owner_id);

-- Every transaction that was signed: its nonce can never be given again, and a repeated request gets the same one.
create table wallet_transaction (
    owner_id        uuid        not null,
    address         text        not null,
    chain_id        bigint      not null check (chain_id > 0),
    nonce           bigint      not null check (nonce >= 0),
    purpose         text        not null,
    day             date        not null,
    amount          numeric(78) not null check (amount >= 0),
    idempotency_key text        not null,
    request_hash    bytea       not null,
    raw             text        not null,
    hash            text        not null,
    signed_at       timestamptz not null,
    primary key (address, chain_id, nonce),
    unique (owner_id, purpose, idempotency_key)
);

create index wallet_transaction_by_day on wallet_transaction (owner_id, purpose, day);
