-- The journal: every change of the stock, who made it and why. A product's movements add up to its quantity and to what
-- is reserved of it. Nothing is ever changed or removed here.
create table stock_movements (
    id              bigint       generated always as identity primary key,
    product_id      uuid         not null references stock,
    kind            varchar(11)  not null
        check (kind in ('RECEIPT', 'RESERVATION', 'COMMIT', 'RELEASE', 'CORRECTION', 'RETURN')),
    quantity_change integer      not null,
    reserved_change integer      not null,
    order_id        uuid,
    actor           varchar(100) not null,
    reason          varchar(200) not null,
    at              timestamptz  not null,
    check (quantity_change <> 0 or reserved_change <> 0)
);
create index stock_movements_of_product on stock_movements (product_id, id);

insert into stock_movements (product_id, kind, quantity_change, reserved_change, actor, reason, at)
select product_id, 'CORRECTION', quantity, reserved, 'inventory-service', 'opening balance', now()
from stock where quantity <> 0 or reserved <> 0;

create function refuse_to_change_movements() returns trigger language plpgsql as $$
begin
    raise exception 'Stock movements are only ever added';
end $$;
create trigger stock_movements_stay before update or delete or truncate on stock_movements
    for each statement execute function refuse_to_change_movements();
