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
create index if not exists outbox_event on outbox (event_id); -- ids grow with time: cheap to add to
create index if not exists outbox_sent on outbox (greatest(kafka_sent_at, redis_sent_at))
    where kafka_sent_at is not null and (stream is null or redis_sent_at is not null);

-- Events that a destination refuses. Later ones of the same key wait behind them until an operator has them sent again
-- or gives them up.
do $$ begin
    if to_regclass('outbox_parked') is not null and to_regclass('outbox_quarantine') is null then
        alter table outbox_parked rename to outbox_quarantine;
        alter table outbox_quarantine rename column parked_at to quarantined_at;
        alter index outbox_parked_pkey rename to outbox_quarantine_pkey;
        alter index if exists outbox_parked_outbox rename to outbox_quarantine_outbox;
    end if;
end $$;
create table if not exists outbox_quarantine (
    destination    text        not null,
    outbox_id      bigint      not null references outbox on delete cascade,
    topic          text        not null,
    event_key      text        not null,
    reason         text        not null,
    quarantined_at timestamptz not null default now(),
    primary key (destination, topic, event_key, outbox_id)
);
create index if not exists outbox_quarantine_outbox on outbox_quarantine (outbox_id);

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

-- What operators did about dead letters and quarantined events. Kept for good: it grows by hand only.
create table if not exists ops_audit (
    id       bigint generated always as identity primary key,
    at       timestamptz not null,
    user_id  uuid        not null,
    action   text        not null,
    item     text        not null,
    item_id  text        not null,
    stream   text        not null,
    type     text,
    event_id text,
    reason   text
);

-- Events that this service could not act on, until an operator has them retried or gives them up.
create table if not exists dead_letters (
    id        bigint generated always as identity primary key,
    stream    text        not null,
    entry     text        not null,                     -- id of the entry in the stream
    type      text,
    event_id  uuid,
    failed_at timestamptz not null default now(),
    fields    text        not null,                     -- the entry, and why it failed, as JSON
    unique (stream, entry)
);
create unique index if not exists dead_letters_event on dead_letters (event_id, stream) where event_id is not null;
