-- People, as far as they have to be told things. The row is the lock under which it is decided what someone is told.
create table recipients (
    user_id               uuid primary key,
    email                 varchar(320), -- null: not heard of as registered yet
    role                  varchar(10),
    first_name            varchar(100),
    notifications_enabled boolean not null default true,
    profile_updated_at    timestamptz
);
create index recipients_admins on recipients (user_id) where role = 'ADMIN';

-- Whose order is whose: some events name only the order.
create table known_orders (
    order_id uuid primary key,
    user_id  uuid, -- null: not heard of yet
    undone   boolean not null default false
);

create table notifications (
    id             uuid primary key,
    event_id       uuid         not null,
    user_id        uuid, -- null: waits until it is known whose order it is about
    order_id       uuid,
    channel        varchar(10)  not null check (channel in ('EMAIL')),
    template       varchar(40)  not null,
    subject        varchar(200) not null,
    body           text         not null,
    status         varchar(10)  not null check (status in ('PENDING', 'SENDING', 'SENT', 'FAILED')),
    refusals       integer      not null default 0,
    failure_reason varchar(500),
    due_at         timestamptz, -- when it is to be sent (again); null: it waits for an address, or is done
    created_at     timestamptz  not null,
    sent_at        timestamptz,
    version        bigint       not null,
    constraint notifications_tell_once unique nulls not distinct (event_id, user_id, channel)
);
create index notifications_of_user on notifications (user_id, created_at desc, id desc);
create index notifications_due on notifications (due_at) where due_at is not null;
create index notifications_waiting_for_address on notifications (user_id) where due_at is null and status = 'PENDING';
create index notifications_waiting_for_order on notifications (order_id) where user_id is null;
