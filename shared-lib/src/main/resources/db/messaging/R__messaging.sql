-- The outbox: events written in the transaction that changes the data, sent by the relay after it commits.
create table if not exists outbox (
    id            bigint generated always as identity primary key,
    event_id      uuid        not null,
    stream        text,                                 -- key of the Redis Stream; null: kept in Kafka only
    topic         text        not null,
    event_key     text        not null,                 -- events with one key keep their order
    type          text        not null,
    source        text        not null,
    occurred_at   timestamptz not null,
    traceparent   text,
    data          text        not null,
    created_at    timestamptz not null default now(),
    redis_sent_at timestamptz,
    kafka_sent_at timestamptz
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);

create index if not exists outbox_unsent_redis on outbox (id) where redis_sent_at is null and stream is not null;
create index if not exists outbox_unsent_kafka on outbox (id) where kafka_sent_at is null;
create index if not exists outbox_sent on outbox (greatest(kafka_sent_at, redis_sent_at))
    where kafka_sent_at is not null and (stream is null or redis_sent_at is not null);

-- Events that a destination refuses. Later ones of the same key wait behind them. To send one again, mend what was
-- refused and delete its row here; to give it up, delete it from the outbox.
create table if not exists outbox_parked (
    destination text        not null,
    outbox_id   bigint      not null references outbox on delete cascade,
    topic       text        not null,
    event_key   text        not null,
    reason      text        not null,
    parked_at   timestamptz not null default now(),
    primary key (destination, topic, event_key, outbox_id)
);
create index if not exists outbox_parked_outbox on outbox_parked (outbox_id);

-- The last position that each log is known to have reached: a log that stands before it has lost its end.
create table if not exists outbox_tail (
    destination text not null,
    log         text not null,
    part        int  not null,
    position    text not null,
    primary key (destination, log, part)
);

-- The inbox: events that this service has acted on.
create table if not exists inbox (
    event_id    uuid primary key,
    received_at timestamptz not null default now()
);
create index if not exists inbox_received on inbox (received_at);
