-- Orders under way of a customer who is gone: they lose what tells who that was when they end.
alter table orders add column forget_at_end boolean not null default false;
