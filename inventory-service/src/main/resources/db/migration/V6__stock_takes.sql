create table stock_takes (
    id        uuid         primary key,
    status    varchar(10)  not null check (status in ('OPEN', 'APPROVED', 'CANCELLED')),
    note      varchar(200),
    opened_by varchar(100) not null,
    opened_at timestamptz  not null,
    closed_by varchar(100),
    closed_at timestamptz
);
create index stock_takes_by_time on stock_takes (opened_at desc, id);

create table stock_take_lines (
    stock_take uuid    not null references stock_takes,
    product_id uuid    not null references stock,
    open       boolean not null,
    -- The quantity at the moment of the count, and what was counted.
    expected   integer,
    counted    integer check (counted >= 0),
    counted_by varchar(100),
    counted_at timestamptz,
    primary key (stock_take, product_id),
    check ((counted is null) = (expected is null))
);
-- Two counts of one product would correct the same difference twice.
create unique index stock_take_lines_open on stock_take_lines (product_id) where open;
