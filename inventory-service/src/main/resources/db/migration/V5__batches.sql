create table goods_receipts (
    number      varchar(50)  primary key,
    reference   varchar(100),
    received_by varchar(100) not null,
    received_at timestamptz  not null
);
create index goods_receipts_by_time on goods_receipts (received_at desc, number);

-- What is in the store, by when it expires. The batches of a product add up to its quantity: the service sees to it, also after
-- an instance of the version before has changed the quantity alone.
create table stock_batches (
    id         uuid        primary key,
    product_id uuid        not null references stock,
    receipt    varchar(50) references goods_receipts,
    lot        varchar(50),
    expires_on date,
    received   integer     not null check (received >= 0),
    quantity   integer     not null check (quantity >= 0),
    expired    boolean     not null,
    created_at timestamptz not null
);
create index stock_batches_there on stock_batches (product_id, expires_on) where quantity > 0;
create index stock_batches_by_expiry on stock_batches (expires_on, id) where quantity > 0 and expires_on is not null;
create index stock_batches_of_receipt on stock_batches (receipt, id) where receipt is not null;
-- Units of which nobody has said when they expire.
create unique index stock_batches_undated on stock_batches (product_id) where receipt is null;

-- Which units of a batch came and went, and for which order: so that goods that come back are in their batch again, and a
-- recalled batch can be traced.
create table batch_movements (
    id              bigint      generated always as identity primary key,
    batch_id        uuid        not null references stock_batches,
    kind            varchar(11) not null,
    quantity_change integer     not null check (quantity_change <> 0),
    order_id        uuid,
    at              timestamptz not null
);
create index batch_movements_of_batch on batch_movements (batch_id, id);
create index batch_movements_of_order on batch_movements (order_id) where order_id is not null;

insert into stock_batches (id, product_id, received, quantity, expired, created_at)
select gen_random_uuid(), product_id, quantity, quantity, false, now() from stock where quantity > 0;
insert into batch_movements (batch_id, kind, quantity_change, at)
select id, 'CORRECTION', quantity, created_at from stock_batches;
