-- The constraints have the last word: whatever the program does, nothing is sold that is not there.
create table stock (
    product_id          uuid        primary key,
    quantity            integer     not null check (quantity >= 0),
    reserved            integer     not null check (reserved >= 0),
    put_aside           integer     not null check (put_aside >= 0),
    low_stock_threshold integer     not null check (low_stock_threshold >= 0),
    updated_at          timestamptz not null,
    version             bigint      not null,
    check (reserved <= quantity),
    check (put_aside <= reserved)
);
create index stock_by_available on stock ((quantity - reserved), product_id);

create table reservations (
    order_id   uuid        primary key,
    status     varchar(10) not null
        check (status in ('OPEN', 'HELD', 'COMMITTED', 'RELEASED', 'EXPIRED', 'RETURNED')),
    expires_at timestamptz not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version    bigint      not null
);
create index reservations_to_expire on reservations (expires_at) where status = 'HELD';

create table reservation_lines (
    order_id   uuid    not null references reservations,
    product_id uuid    not null,
    quantity   integer not null check (quantity > 0),
    missing    integer not null check (missing >= 0 and missing <= quantity),
    primary key (order_id, product_id)
);
