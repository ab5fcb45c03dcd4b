create table riders (
    id           uuid primary key,
    online       boolean not null,
    online_since timestamptz,
    lat          double precision check (lat between -90 and 90),
    lng          double precision check (lng between -180 and 180),
    located_at   timestamptz,
    version      bigint not null,
    check ((lat is null) = (lng is null) and (lat is null) = (located_at is null))
);
create index riders_online_by_latitude on riders (lat) where online;

create table deliveries (
    id                uuid primary key,
    order_id          uuid not null unique,
    user_id           uuid not null,
    rider_id          uuid references riders (id),
    status            text not null
        check (status in ('PENDING', 'ASSIGNED', 'PICKED_UP', 'IN_TRANSIT', 'DELIVERED', 'FAILED')),
    status_since      timestamptz not null,
    failure_reason    text,

    pickup_lat        double precision not null,
    pickup_lng        double precision not null,
    dropoff_lat       double precision not null,
    dropoff_lng       double precision not null,
    street            text not null,
    city              text not null,
    state             text not null,
    zip_code          text not null,

    otp               char(4),
    wrong_tries       integer not null,
    locked_until      timestamptz,

    current_lat       double precision,
    current_lng       double precision,
    located_at        timestamptz,
    travelled_km      double precision not null,
    announced_at      timestamptz,

    search_round      integer not null,
    searching_since   timestamptz not null,
    look_again_at     timestamptz not null,
    overdue           boolean not null,

    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    picked_up_at      timestamptz,
    finished_at       timestamptz,
    version           bigint not null,

    check (rider_id is not null or status in ('PENDING', 'FAILED')),
    check ((finished_at is not null) = (status in ('DELIVERED', 'FAILED')))
);
-- A rider carries one delivery at a time, whatever two requests believe at the same moment.
create unique index one_delivery_at_a_time on deliveries (rider_id)
    where status in ('ASSIGNED', 'PICKED_UP', 'IN_TRANSIT');
create index deliveries_to_look_at on deliveries (look_again_at) where status = 'PENDING';
create index deliveries_of_rider on deliveries (rider_id, created_at desc);
create index deliveries_by_status on deliveries (status, created_at desc);

create table offers (
    id          uuid primary key,
    delivery_id uuid not null references deliveries (id),
    rider_id    uuid not null references riders (id),
    status      text not null check (status in ('OPEN', 'ACCEPTED', 'REJECTED', 'EXPIRED', 'WITHDRAWN')),
    distance_km double precision not null,
    offered_at  timestamptz not null,
    expires_at  timestamptz not null,
    closed_at   timestamptz
);
create index offers_of_delivery on offers (delivery_id);
create unique index one_open_offer on offers (rider_id, delivery_id) where status = 'OPEN';
create unique index one_rider_accepts on offers (delivery_id) where status = 'ACCEPTED';

-- Orders that were stopped before they were seen confirmed: they are never dispatched.
create table stopped_orders (
    order_id   uuid primary key,
    reason     text not null,
    stopped_at timestamptz not null
);
create index stopped_orders_by_age on stopped_orders (stopped_at);
