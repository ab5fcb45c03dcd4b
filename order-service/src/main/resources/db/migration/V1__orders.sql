create table orders (
    id             uuid           primary key,
    version        bigint         not null,
    user_id        uuid           not null,
    status         varchar(20)    not null
        check (status in ('PENDING', 'CONFIRMED', 'PROCESSING', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'FAILED')),
    total_amount   numeric(12, 2) not null check (total_amount >= 0),
    street         varchar(200)   not null,
    city           varchar(100)   not null,
    state          varchar(100)   not null,
    zip_code       varchar(20)    not null,
    lat            double precision,
    lng            double precision,
    payment_method varchar(40),
    notes          varchar(1000),
    payment_id     uuid,
    delivery_id    uuid,
    created_at     timestamptz    not null,
    updated_at     timestamptz    not null,
    check ((lat is null) = (lng is null))
);
create index orders_of_a_user on orders (user_id, created_at desc, id desc);
create index orders_unpaid on orders (created_at) where status = 'PENDING';

create table order_lines (
    order_id    uuid           not null references orders,
    line_number int            not null,
    product_id  uuid           not null,
    name        text           not null,
    quantity    int            not null check (quantity > 0),
    price       numeric(12, 2) not null check (price >= 0),
    primary key (order_id, line_number)
);

create table order_timeline (
    order_id     uuid         not null references orders,
    entry_number int          not null,
    happened_at  timestamptz  not null,
    status       varchar(20)  not null,
    cause        varchar(500) not null,
    primary key (order_id, entry_number)
);
