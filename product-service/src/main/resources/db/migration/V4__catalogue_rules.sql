-- The functions and triggers of V3's tables, and what is in the catalogue already. V3 locks the products for a moment only; this
-- lets them be read meanwhile.
create function category_slug(name text) returns text language plpgsql as $$
declare
    plain text := trim(both '-' from regexp_replace(
        regexp_replace(lower(normalize(name, NFKD)), U&'[\0300-\036f]', '', 'g'), '[^a-z0-9]+', '-', 'g'));
    free  text;
    tries int := 1;
begin
    plain := coalesce(nullif(trim(both '-' from left(plain, 70)), ''), 'category');
    free := plain;
    while exists (select from categories where slug = free) loop
        tries := tries + 1;
        free := plain || '-' || tries;
    end loop;
    return free;
end $$;

create function keep_category_paths() returns trigger language plpgsql as $$
begin
    with recursive tree (id, path, path_slugs) as (
        select id, jsonb_build_array(jsonb_build_object('id', id, 'name', name, 'slug', slug)), array[slug::text]
        from categories where parent_id is null
        union all
        select c.id, t.path || jsonb_build_object('id', c.id, 'name', c.name, 'slug', c.slug), t.path_slugs || c.slug::text
        from categories c join tree t on c.parent_id = t.id)
    update categories c set path = t.path, path_slugs = t.path_slugs
    from tree t where c.id = t.id and c.path is distinct from t.path;
    return null;
end $$;
create trigger categories_paths after insert or update of name, slug, parent_id on categories
    for each statement execute function keep_category_paths();
-- An admin's change; that of a product has raised the revision itself.
create trigger categories_revision before insert or update of name, slug, parent_id or delete on categories
    for each statement when (pg_trigger_depth() = 0) execute function next_catalogue_revision();

-- The category by which those call it who know no tree: the root of that name, else one below, else a new root.
create function category_named(wanted text) returns uuid language plpgsql as $$
declare
    found_id uuid;
begin
    select id into found_id from categories where name = wanted order by parent_id nulls first, created_at, id limit 1;
    if found_id is null then
        found_id := gen_random_uuid();
        insert into categories (id, name, slug, created_at, updated_at)
        values (found_id, wanted, category_slug(wanted), now(), now());
    end if;
    return found_id;
end $$;

-- Whoever writes a category's name, an older instance above all, means a category; whoever writes an id gets its name.
create function place_product() returns trigger language plpgsql as $$
begin
    if new.category_id is not null and (tg_op = 'INSERT' or new.category_id is distinct from old.category_id) then
        select name into new.category from categories where id = new.category_id;
    elsif new.category_id is null
            or not exists (select from categories where id = new.category_id and name = new.category) then
        new.category_id := category_named(new.category);
    end if;
    return new;
end $$;
create trigger products_place before insert or update of category, category_id on products
    for each row execute function place_product();

-- The lowest price of the 30 days before the one that begins (Directive 98/6/EC, article 6a): it does not change afterwards.
create function keep_price() returns trigger language plpgsql as $$
declare
    started timestamptz := clock_timestamp();
begin
    select min(price) into new.lowest_price_30_days from product_prices
    where product_id = new.id and valid_from >= coalesce(
        (select max(valid_from) from product_prices where product_id = new.id and valid_from <= started - interval '30 days'),
        '-infinity');
    insert into product_prices (product_id, valid_from, price) values (new.id, started, new.price);
    return new;
end $$;
create trigger products_price before update of price on products
    for each row when (new.price <> old.price) execute function keep_price();

create function begin_product() returns trigger language plpgsql as $$
begin
    insert into product_prices (product_id, valid_from, price) select id, created_at, price from new_products;
    insert into product_availability (product_id, changed_at) select id, created_at from new_products
    on conflict do nothing;
    return null;
end $$;
create trigger products_begin after insert on products
    referencing new table as new_products for each statement execute function begin_product();

create or replace function count_categories() returns trigger language plpgsql as $$
begin
    if tg_op in ('UPDATE', 'DELETE') then
        update category_counts c set products = c.products - gone.products
        from (select category, count(*) as products from old_products where active group by category) gone
        where c.category = gone.category;
        update categories c set products = c.products - gone.products
        from (select category_id, count(*) as products from old_products where active group by category_id) gone
        where c.id = gone.category_id;
    end if;
    if tg_op in ('INSERT', 'UPDATE') then
        insert into category_counts as c (category, products)
        select category, count(*) from new_products where active group by category
        on conflict (category) do update set products = c.products + excluded.products;
        update categories c set products = c.products + come.products
        from (select category_id, count(*) as products from new_products where active group by category_id) come
        where c.id = come.category_id;
    end if;
    return null;
end $$;

create index products_by_variant on products (variant_of) where variant_of is not null;
create index products_by_tree_and_name on products (category_id, name, id) where active;

-- What is there already: a root for each category, a first price for each product.
insert into product_prices (product_id, valid_from, price) select id, updated_at, price from products;
insert into product_availability (product_id, changed_at) select id, now() from products;
select category_named(category) from (select distinct category from products order by category) known;
update products set category_id = category_named(category);
