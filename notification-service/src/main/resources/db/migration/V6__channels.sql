-- Messages by SMS and push beside mail.
alter table notifications drop constraint notifications_channel_check;
alter table notifications
    add constraint notifications_channel_check check (channel in ('EMAIL', 'SMS', 'PUSH')) not valid,
    add column address         varchar(320), -- where this one goes, whatever the person's address is
    add column verification_id uuid,         -- its text is completed with a secret when it is sent
    add column provider_id     varchar(64),  -- what the provider of SMS calls it
    add column delivered_at    timestamptz,  -- when the provider said that it had arrived
    add column counted         boolean not null default false; -- whether it counts for the limit of the day

alter table recipients
    add column email_changed_at    timestamptz,
    add column email_undeliverable boolean not null default false,
    add column phone               varchar(20), -- E.164
    add column phone_undeliverable boolean not null default false,
    add column push_subscribed     boolean not null default false,
    add column language            varchar(10),
    add column email_kinds         varchar(100), -- null: the default
    add column sms_kinds           varchar(100),
    add column push_kinds          varchar(100),
    add column quiet_from          time,
    add column quiet_until         time,
    add column time_zone           varchar(60),
    add column messages_counted_on date,         -- the day of the count of SMS
    add column messages_counted    integer not null default 0,
    add column deleted_at          timestamptz;  -- the account is gone; late events do not bring the person back

create table push_subscriptions (
    id         uuid primary key,
    user_id    uuid          not null,
    endpoint   varchar(1000) not null unique,
    public_key varchar(100)  not null,
    secret     varchar(50)   not null,
    created_at timestamptz   not null
);
create index push_subscriptions_of_user on push_subscriptions (user_id);
