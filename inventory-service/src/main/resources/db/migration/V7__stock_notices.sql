-- Customers who want to know when a product can be had again. A row leaves with the event that tells them.
create table stock_notices (
    product_id   uuid        not null,
    user_id      uuid        not null,
    requested_at timestamptz not null,
    primary key (product_id, user_id)
);
create index stock_notices_first on stock_notices (product_id, requested_at, user_id);
create index stock_notices_of_user on stock_notices (user_id, requested_at);
create index stock_notices_by_age on stock_notices (requested_at);

-- When customers were told of a product last: the next ones are told when these have had time to buy.
create table stock_notice_rounds (
    product_id uuid        primary key,
    told_at    timestamptz not null
);
