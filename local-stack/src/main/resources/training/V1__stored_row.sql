create table stored_row (
    id         uuid           primary key,
    version    bigint         not null,
    text       varchar(255)   not null,
    price      numeric(12, 2),
    created_at timestamptz    not null
);
