-- What can be sold is quantity - reserved - safety_stock - expired. An instance of the version before leaves the new columns as
-- they are; the index on untold stock finds what it has changed without telling the others.
alter table stock
    add column safety_stock         integer not null default 0 check (safety_stock >= 0),
    add column expired              integer not null default 0 check (expired >= 0),
    add column told_available       integer,
    add column availability_version bigint  not null default 0;
create index stock_by_balance on stock ((quantity - reserved - safety_stock - expired), product_id);
drop index stock_by_available;
create index stock_untold on stock (product_id)
    where told_available is distinct from least(10, greatest(0, quantity - reserved - safety_stock - expired));

alter table stock_movements
    add column reason_code varchar(30) not null default 'OTHER',
    add column reference   varchar(100);
create index stock_movements_by_time on stock_movements using brin (at);
-- What people do has no order; the many movements of orders cost these indexes nothing.
create index stock_movements_of_people on stock_movements (actor, id) where order_id is null;
create index stock_movements_by_reference on stock_movements (reference, id) where reference is not null;
