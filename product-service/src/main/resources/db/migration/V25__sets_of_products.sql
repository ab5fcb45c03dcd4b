-- What is done for many products is done for all of them at once.

-- Those in a category, on sale or not.
create index products_by_category_id on products (category_id);

-- Rows of an import in the order in which they are applied: main products before their variants.
create index catalogue_import_rows_in_turn on catalogue_import_rows (import_id, (variant_of <> ''), position);

-- A change of the tree passes on to the products below: they are other products by it, and are found by other words. Of a category
-- that has another name the products have it, too, and by that their documents are written anew; those of all others here.
create or replace function keep_category_paths() returns trigger language plpgsql as $$
declare
    moved uuid[];
    kept  uuid[];
begin
    with recursive tree (id, path, path_slugs) as (
        select id, jsonb_build_array(jsonb_build_object('id', id, 'name', name, 'slug', slug)), array[slug::text]
        from categories where parent_id is null
        union all
        select c.id, t.path || jsonb_build_object('id', c.id, 'name', c.name, 'slug', c.slug), t.path_slugs || c.slug::text
        from categories c join tree t on c.parent_id = t.id),
    changed as (
        update categories c set path = t.path, path_slugs = t.path_slugs
        from tree t where c.id = t.id and c.path is distinct from t.path
        returning c.id)
    select array_agg(id) into moved from changed;
    if tg_op = 'INSERT' or moved is null then
        return null;
    end if;

    kept := array(select p.id from products p join categories c on c.id = p.category_id and c.name = p.category
        where c.id = any(moved) and p.active);
    update products p set category = c.name, version = p.version + 1
    from categories c where c.id = p.category_id and c.id = any(moved);
    perform refresh_search_documents(kept);
    return null;
end $$;
drop trigger categories_search on categories;
drop function keep_search_categories();

-- Most changes of a product leave it in its category, whose count then need not be written.
create or replace function count_categories() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        insert into category_counts as c (category, products)
        select category, sum(products) from (
            select category, -1 as products from old_products where active
            union all
            select category, 1 from new_products where active) moved
        group by category having sum(products) <> 0
        on conflict (category) do update set products = c.products + excluded.products;
        update categories c set products = c.products + moved.products
        from (
            select category_id, sum(products) as products from (
                select category_id, -1 as products from old_products where active
                union all
                select category_id, 1 from new_products where active) each
            group by category_id having sum(products) <> 0) moved
        where c.id = moved.category_id;
    elsif tg_op = 'DELETE' then
        update category_counts c set products = c.products - gone.products
        from (select category, count(*) as products from old_products where active group by category) gone
        where c.category = gone.category;
        update categories c set products = c.products - gone.products
        from (select category_id, count(*) as products from old_products where active group by category_id) gone
        where c.id = gone.category_id;
    else
        insert into category_counts as c (category, products)
        select category, count(*) from new_products where active group by category
        on conflict (category) do update set products = c.products + excluded.products;
        update categories c set products = c.products + come.products
        from (select category_id, count(*) as products from new_products where active group by category_id) come
        where c.id = come.category_id;
    end if;
    return null;
end $$;

-- The id by which a sheet calls a product that has no SKU; null for what is none.
create function product_id_of(cell text) returns uuid language sql immutable parallel safe as $$
    select case when cell ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then cell::uuid end
$$;
