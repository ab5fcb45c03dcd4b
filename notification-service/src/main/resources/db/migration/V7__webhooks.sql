-- Receivers of merchants, who are told by HTTP what happens.
create table webhooks (
    id                 uuid primary key,
    url                varchar(1000) not null,
    description        varchar(200),
    event_types        varchar(2000) not null, -- separated by commas
    secret             varchar(100)  not null,
    old_secret         varchar(100),           -- signs as well, until it expires
    old_secret_expires timestamptz,
    enabled            boolean       not null,
    disabled_reason    varchar(200),
    failing_since      timestamptz,            -- null: the last answer was a good one
    failures           integer       not null default 0,
    paused_until       timestamptz,            -- a receiver in trouble is left alone for a moment
    created_at         timestamptz   not null,
    version            bigint        not null
);

create table webhook_deliveries (
    id              uuid primary key,
    webhook_id      uuid         not null references webhooks on delete cascade,
    event_id        uuid         not null,
    user_id         uuid, -- whom the event is about, to be forgotten with them
    type            varchar(60)  not null,
    payload         text         not null,
    status          varchar(10)  not null check (status in ('PENDING', 'DELIVERED', 'FAILED')),
    attempts        integer      not null default 0,
    due_at          timestamptz, -- null: done, or its webhook is switched off
    last_attempt_at timestamptz,
    last_status     integer,     -- null: there was no answer
    last_error      varchar(500),
    created_at      timestamptz  not null,
    delivered_at    timestamptz,
    constraint webhook_deliveries_tell_once unique (webhook_id, event_id)
);
create index webhook_deliveries_due on webhook_deliveries (webhook_id, due_at) where due_at is not null;
create index webhook_deliveries_by_webhook on webhook_deliveries (webhook_id, created_at desc, id desc);
create index webhook_deliveries_by_age on webhook_deliveries (created_at);
create index webhook_deliveries_of_user on webhook_deliveries (user_id) where user_id is not null;
