-- Part of every PostgreSQL distribution, and trusted: the owner of a database may create it.
create extension if not exists pg_trgm;

create table products (
    id          uuid          primary key,
    name        varchar(200)  not null check (name <> ''),
    description varchar(2000),
    category    varchar(60)   not null check (category <> ''),
    price       numeric(12,2) not null check (price > 0 and price <= 99999.99),
    image_url   varchar(2048),
    active      boolean       not null,
    created_at  timestamptz   not null,
    updated_at  timestamptz   not null,
    version     bigint        not null,
    search      tsvector      not null generated always as (
        setweight(to_tsvector('english', name), 'A')
        || setweight(to_tsvector('english', category), 'B')
        || setweight(to_tsvector('english', coalesce(description, '')), 'C')) stored
);

create index products_by_category on products (category, name) where active;
create index products_by_name on products (name, id) where active;
create index products_by_price on products (price, id) where active;
create index products_by_age on products (created_at desc, id) where active;
-- Whole words in any form, and parts of names as well as misspelt ones. The catalogue is read much and written little:
-- what a write saves by leaving index entries pending, every search would pay for.
create index products_search on products using gin (search) with (fastupdate = off);
create index products_name_trigrams on products using gin (name gin_trgm_ops) with (fastupdate = off);
