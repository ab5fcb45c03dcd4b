-- Both are part of every PostgreSQL distribution, and trusted: the owner of a database may create them.
create extension if not exists unaccent;
create extension if not exists fuzzystrmatch;

-- Lower-case words without accents, separated by single spaces, a number apart from its unit: what is written into the index
-- and what is looked up there.
create function search_normal(text text) returns text language sql immutable parallel safe as $$
    select trim(regexp_replace(regexp_replace(
        lower(unaccent('unaccent', coalesce(text, '')) collate pg_c_utf8), '[^[:alnum:]]+', ' ', 'g'), '(\d)([a-z])', '\1 \2', 'g'))
$$;

-- The stemmer of a language, English for the catalogue's own; a language without one has its words as they are.
create function search_stemmer(language text) returns regdictionary language sql immutable parallel safe as $$
    select (case split_part(language, '-', 1)
        when '' then 'english_stem' when 'da' then 'danish_stem' when 'de' then 'german_stem' when 'en' then 'english_stem'
        when 'es' then 'spanish_stem'
        when 'fi' then 'finnish_stem' when 'fr' then 'french_stem' when 'it' then 'italian_stem' when 'nl' then 'dutch_stem'
        when 'no' then 'norwegian_stem' when 'pt' then 'portuguese_stem' when 'ru' then 'russian_stem'
        when 'sv' then 'swedish_stem' when 'tr' then 'turkish_stem' else 'simple' end)::regdictionary
$$;

-- Null for a word that says nothing, such as an article.
create function search_stem(language text, word text) returns text language sql immutable parallel safe as $$
    select (ts_lexize(search_stemmer(language), word))[1]
$$;

-- Equal for words that differ by letters that have changed places, the misspelling that trigrams do not see.
create function search_letters(word text) returns text language sql immutable parallel safe as $$
    select string_agg(letter, '' order by letter collate "C") from unnest(string_to_array(word, null)) letter
$$;

-- How often each product was ordered lately, as analytics tells it.
create table product_popularity (
    product_id uuid   primary key,
    orders     bigint not null check (orders >= 0)
);

-- One instance at a time asks analytics.
create table popularity_refresh (
    only_row boolean     primary key default true check (only_row),
    due_at   timestamptz not null
);
insert into popularity_refresh (due_at) values ('epoch');

-- What is found, sorted and counted: one row for each product on sale, and one more for each language that it is translated
-- into, which has the words of both. The first row has no language: it has the catalogue's own, and is what is found where there
-- is no translation into the language of the request.
create table search_documents (
    product_id uuid          not null,
    language   varchar(35)   not null,
    translated text[]        not null,
    name       text          not null,
    words      tsvector      not null,
    category   varchar(60)   not null,
    path_slugs text[]        not null,
    brand      varchar(80),
    diet       text[]        not null,
    price      numeric(12,2) not null,
    created_at timestamptz   not null,
    orders     bigint        not null,
    primary key (product_id, language)
) with (fillfactor = 85);
create index search_documents_words on search_documents using gin (words) with (fastupdate = off);
create index search_documents_path on search_documents using gin (path_slugs) with (fastupdate = off);

-- The words of all documents: in how many they are at all, and in how many as part of a name, brand or category, which is what
-- others are completed and corrected to.
create table search_words (
    language  varchar(35) collate "C" not null,
    word      text collate "C"        not null,
    stem      text collate "C",
    letters   text collate "C"        not null,
    documents int                     not null,
    named     int                     not null,
    primary key (language, word)
) with (fillfactor = 85);
create index search_words_stem on search_words (language, stem);
create index search_words_letters on search_words (language, letters);
create index search_words_trigrams on search_words using gist (word gist_trgm_ops (siglen = 32));

-- Words and phrases that mean the same to a customer, in one language or, where that is null, in each.
create function search_normal(texts text[]) returns text[] language sql immutable parallel safe as $$
    select array_agg(search_normal(text) order by position) from unnest(texts) with ordinality as t (text, position)
$$;
create table search_synonyms (
    id         uuid        primary key,
    language   varchar(35),
    terms      text[]      not null check (cardinality(terms) between 2 and 20),
    normal     text[]      not null generated always as (search_normal(terms)) stored,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index search_synonyms_terms on search_synonyms using gin (normal);
-- What is found changes with them, and lists of it are cached by the revision.
create trigger search_synonyms_revision before insert or update or delete on search_synonyms
    for each statement execute function next_catalogue_revision();

create view search_document_source as
select p.id as product_id,
    t.language,
    case t.language when '' then array(select jsonb_object_keys(p.translations)) else '{}' end as translated,
    search_normal(t.name) as name,
    setweight(to_tsvector('simple', search_normal(concat_ws(' ', t.name, t.also_name))), 'A')
        || setweight(to_tsvector('simple', search_normal(concat_ws(' ', p.brand, p.category, p.variant))), 'B')
        || setweight(to_tsvector('simple', search_normal(c.names)), 'C')
        || setweight(to_tsvector('simple', search_normal(concat_ws(
            ' ', t.description, t.also_description, array_to_string(p.diet, ' '), p.origin))), 'D') as words,
    p.category,
    coalesce(c.path_slugs, '{}') as path_slugs,
    p.brand,
    p.diet,
    p.price,
    p.created_at,
    coalesce(o.orders, 0) as orders
from products p
cross join lateral (
    select '' as language, p.name, p.description, null as also_name, null as also_description
    union all
    select key, coalesce(value ->> 'name', p.name), coalesce(value ->> 'description', p.description), p.name, p.description
    from jsonb_each(p.translations)) t
left join lateral (
    select k.path_slugs, (select string_agg(step ->> 'name', ' ') from jsonb_array_elements(k.path) step) as names
    from categories k where k.id = p.category_id) c on true
left join product_popularity o on o.product_id = p.id
where p.active;

-- The words of a document that are more than a number or a letter.
create function search_words_of(words tsvector) returns table (word text, named boolean) language sql immutable parallel safe as $$
    select lexeme, weights && '{A,B,C}' from unnest(words) where lexeme ~ '[^0-9]' and length(lexeme) between 2 and 40
$$;

-- Writes the documents of these products anew, and counts their words. Whoever calls it has raised the catalogue's revision in
-- this transaction, and so is alone.
create function refresh_search_documents(products uuid[]) returns void language plpgsql as $$
begin
    with gone as (delete from search_documents where product_id = any(products) returning language, words),
        counts as (select * from gone, lateral search_words_of(words))
    update search_words w set documents = w.documents - c.documents, named = w.named - c.named
    from (select language, word, count(*) as documents, count(*) filter (where named) as named from counts group by 1, 2) c
    where w.language = c.language and w.word = c.word;

    with come as (
            insert into search_documents select * from search_document_source where product_id = any(products)
            returning language, words),
        counts as (select * from come, lateral search_words_of(words))
    insert into search_words as w (language, word, stem, letters, documents, named)
    select language, word, search_stem(language, word), search_letters(word), count(*), count(*) filter (where named)
    from counts group by 1, 2
    on conflict (language, word) do update
        set documents = w.documents + excluded.documents, named = w.named + excluded.named;
end $$;

create function keep_search_documents() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        perform refresh_search_documents(array(select id from new_products));
    elsif tg_op = 'DELETE' then
        perform refresh_search_documents(array(select id from old_products));
    else
        update search_documents d set price = n.price
        from new_products n join old_products o using (id) where d.product_id = n.id and n.price <> o.price;
        perform refresh_search_documents(array(
            select n.id from new_products n join old_products o using (id)
            where (n.active, n.name, n.description, n.brand, n.category, n.category_id, n.variant, n.diet, n.origin, n.translations)
                is distinct from
                (o.active, o.name, o.description, o.brand, o.category, o.category_id, o.variant, o.diet, o.origin, o.translations)));
    end if;
    return null;
end $$;
create trigger products_search_added after insert on products
    referencing new table as new_products for each statement execute function keep_search_documents();
create trigger products_search_changed after update on products
    referencing old table as old_products new table as new_products for each statement execute function keep_search_documents();
create trigger products_search_removed after delete on products
    referencing old table as old_products for each statement execute function keep_search_documents();

create function keep_search_categories() returns trigger language plpgsql as $$
begin
    perform refresh_search_documents(array(select id from products where category_id = new.id));
    return null;
end $$;
create trigger categories_search after update on categories
    for each row when (old.path is distinct from new.path) execute function keep_search_categories();

select refresh_search_documents(array(select id from products));
