-- About which order an event is: its customer is found by it, also when the event does not name them.
alter table webhook_deliveries add column order_id uuid;
update webhook_deliveries set order_id = (payload::jsonb #>> '{data,orderId}')::uuid;
create index webhook_deliveries_of_order on webhook_deliveries (order_id) where order_id is not null;
create index known_orders_of_user on known_orders (user_id) where user_id is not null;
