-- Which of all carts of its customer an order was made of; unknown for orders from before this was told.
alter table orders add column cart_revision bigint;

create unique index one_order_a_cart on orders (user_id, cart_revision);
