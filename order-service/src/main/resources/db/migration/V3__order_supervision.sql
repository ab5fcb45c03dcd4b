-- Every order that is under way is checked at a time: it cannot stand still unnoticed.
alter table orders
    add column status_since      timestamptz,
    add column check_at          timestamptz,
    add column cancel_reason     varchar(500),
    add column stuck_reason      varchar(500),
    add column stuck_reported_at timestamptz;

update orders
set status_since = case status when 'PENDING' then created_at else updated_at end,
    check_at = case when status in ('PENDING', 'CONFIRMED', 'PROCESSING', 'SHIPPED') then now() end;

alter table orders
    alter column status_since set not null,
    add check ((check_at is null) = (status in ('DELIVERED', 'CANCELLED', 'FAILED'))),
    add check (stuck_reported_at is null or stuck_reason is not null);

drop index orders_unpaid;
create index orders_to_check on orders (check_at) where check_at is not null;
create index orders_stuck on orders (stuck_reported_at, id) where stuck_reported_at is not null;
