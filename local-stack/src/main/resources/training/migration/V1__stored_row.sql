create table stored_row (
    id         uuid           primary key,
    version    bigint         not null,
    text       varchar(255)   not null,
    price      numeric(12, 2) not null,
    seen       integer        not null,
    created_at timestamptz    not null
);

create table stored_row_part (
    row_id   uuid         not null references stored_row (id),
    position integer      not null,
    name     varchar(255) not null,
    primary key (row_id, position)
);
