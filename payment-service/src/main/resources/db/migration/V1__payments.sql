-- What is known of an order as far as paying goes. The row is the lock under which everything about its money is decided.
create table payables (
    order_id     uuid primary key,
    user_id      uuid not null,
    total        numeric(12, 2) check (total >= 0), -- null: the order was undone before it was heard of
    cancelled_at timestamptz
);

create table payments (
    id               uuid primary key,
    order_id         uuid           not null references payables,
    user_id          uuid           not null,
    amount           numeric(12, 2) not null check (amount > 0),
    currency         varchar(3)     not null,
    method           varchar(50)    not null,
    provider         varchar(20)    not null,
    status           varchar(10)    not null
        check (status in ('PENDING', 'PROCESSING', 'SUCCESS', 'FAILED', 'REFUNDED')),
    transaction_id   varchar(255),
    refund_id        varchar(255),
    failure_reason   varchar(500),
    refund_requested numeric(12, 2) not null default 0,
    refunded         numeric(12, 2) not null default 0,
    attempts         integer        not null default 0,
    due_at           timestamptz, -- when the provider is to be asked (again); null: there is nothing to ask
    created_at       timestamptz    not null,
    updated_at       timestamptz    not null,
    version          bigint         not null,
    constraint payments_never_refund_more_than_was_paid
        check (0 <= refunded and refunded <= refund_requested and refund_requested <= amount)
);
create unique index payments_one_live_per_order on payments (order_id) where status <> 'FAILED';
create index payments_due on payments (due_at) where due_at is not null;

create table refunds (
    id             uuid primary key,
    payment_id     uuid           not null references payments,
    amount         numeric(12, 2) not null check (amount > 0),
    reason         varchar(500),
    status         varchar(10)    not null check (status in ('PENDING', 'SUCCESS', 'FAILED')),
    refund_id      varchar(255),
    failure_reason varchar(500),
    attempts       integer        not null default 0,
    due_at         timestamptz,
    created_at     timestamptz    not null,
    updated_at     timestamptz    not null,
    version        bigint         not null
);
create index refunds_of_payment on refunds (payment_id);
create index refunds_due on refunds (due_at) where due_at is not null;

-- Webhook events of Stripe that were acted on: each is delivered at least once and may be replayed.
create table stripe_events (
    id          varchar(255) primary key,
    type        varchar(100) not null,
    received_at timestamptz  not null
);
create index stripe_events_received on stripe_events (received_at);
