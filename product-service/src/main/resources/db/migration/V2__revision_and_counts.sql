-- A number that goes up with every statement that writes products, in its transaction. It begins where the sum that it
-- replaces stood, so that ETags from before stay good.
create table catalogue_revision (
    only_row boolean primary key default true check (only_row),
    revision bigint  not null
);
insert into catalogue_revision (revision) select count(*) + coalesce(sum(version), 0) from products;

-- How many products are on sale in each category. Zero stays zero: a category may come back.
create table category_counts (
    category varchar(60) primary key,
    products bigint      not null
);
insert into category_counts (category, products) select category, count(*) from products where active group by category;

-- Before anything else of a statement: whoever writes products waits here for the others, and nowhere crosswise.
create function next_catalogue_revision() returns trigger language plpgsql as $$
begin
    update catalogue_revision set revision = revision + 1;
    return null;
end $$;
create trigger products_revision before insert or update or delete on products
    for each statement execute function next_catalogue_revision();

create function count_categories() returns trigger language plpgsql as $$
begin
    if tg_op in ('UPDATE', 'DELETE') then
        update category_counts c set products = c.products - gone.products
        from (select category, count(*) as products from old_products where active group by category) gone
        where c.category = gone.category;
    end if;
    if tg_op in ('INSERT', 'UPDATE') then
        insert into category_counts as c (category, products)
        select category, count(*) from new_products where active group by category
        on conflict (category) do update set products = c.products + excluded.products;
    end if;
    return null;
end $$;
create trigger products_count_added after insert on products
    referencing new table as new_products for each statement execute function count_categories();
create trigger products_count_changed after update on products
    referencing old table as old_products new table as new_products for each statement execute function count_categories();
create trigger products_count_removed after delete on products
    referencing old table as old_products for each statement execute function count_categories();

-- Each order in which lists come, whole and within a category, so that a page is read from where it begins.
drop index products_by_category;
drop index products_by_age;
create index products_by_age on products (created_at, id) where active;
create index products_by_category_and_name on products (category, name, id) where active;
create index products_by_category_and_price on products (category, price, id) where active;
create index products_by_category_and_age on products (category, created_at, id) where active;
