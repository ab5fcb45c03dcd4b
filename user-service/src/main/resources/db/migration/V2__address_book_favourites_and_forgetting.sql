alter table profiles add column language varchar(35);
alter table profiles add column time_zone varchar(50);
-- When everything in it was forgotten. The row stays: a request or an event that comes late finds that there is nobody.
alter table profiles add column forgotten_at timestamptz;
-- When the customer last asked for everything that is kept about them.
alter table profiles add column exported_at timestamptz;

alter table saved_addresses add column instructions varchar(500);
alter table saved_addresses add column phone varchar(16);

create table favourites (
    user_id    uuid        not null,
    product_id uuid        not null,
    added_at   timestamptz not null,
    primary key (user_id, product_id)
);

create index favourites_newest_first on favourites (user_id, added_at desc, product_id);
