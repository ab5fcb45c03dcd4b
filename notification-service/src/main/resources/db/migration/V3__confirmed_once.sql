-- Whether the customer was told that the order is confirmed, which may be said again under another event id.
alter table known_orders add column confirmed boolean not null default false;
