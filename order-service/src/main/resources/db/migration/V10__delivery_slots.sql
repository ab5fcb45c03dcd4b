-- The weekly template of delivery slots, and the slots that were made of it for the days ahead.
create table slot_windows (
    id              uuid        primary key,
    version         bigint      not null,
    day_of_week     int         not null check (day_of_week between 1 and 7),
    start_time      time        not null,
    end_time        time        not null,
    capacity        int         not null check (capacity >= 0),
    cut_off_minutes int         not null check (cut_off_minutes >= 0),
    ended_at        timestamptz,
    check (end_time > start_time)
);
create unique index slot_windows_of_a_week on slot_windows (day_of_week, start_time, end_time) where ended_at is null;

create table delivery_slots (
    id        uuid        primary key,
    window_id uuid        not null references slot_windows,
    starts_at timestamptz not null,
    ends_at   timestamptz not null,
    closes_at timestamptz not null,
    capacity  int         not null check (capacity >= 0),
    booked    int         not null default 0 check (booked >= 0)
);
create unique index delivery_slots_of_a_window on delivery_slots (window_id, starts_at);
create index delivery_slots_ahead on delivery_slots (starts_at);

-- A place that is kept for a customer who has not ordered yet, until it expires. One for each customer.
create table slot_holds (
    user_id    uuid        primary key,
    slot_id    uuid        not null references delivery_slots,
    expires_at timestamptz not null
);
create index slot_holds_of_a_slot on slot_holds (slot_id);

-- When the confirmation of an order with a slot was published.
alter table orders add column dispatched_at timestamptz;
