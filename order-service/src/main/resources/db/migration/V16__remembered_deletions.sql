-- Customers who were forgotten a while ago: what a request that was under way has written since is forgotten as well.
create table forgotten_customers (
    user_id      uuid        primary key,
    forgotten_at timestamptz not null
);
create index forgotten_customers_by_age on forgotten_customers (forgotten_at);
