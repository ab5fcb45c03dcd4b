-- Requests that carried an Idempotency-Key. Repeatable: every statement may run again.
create table if not exists idempotency_keys (
    user_id       uuid        not null,
    operation     varchar(60) not null,
    key           varchar(255) not null,
    request_hash  char(64)    not null,
    claim_id      uuid        not null,
    claimed_until timestamptz not null,
    resource_id   uuid,
    created_at    timestamptz not null,
    primary key (user_id, operation, key)
);
create index if not exists idempotency_keys_created_at on idempotency_keys (created_at);
