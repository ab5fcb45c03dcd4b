-- The tree of categories. What it says of a path is kept ready, so that a list of products needs no recursion.
create table categories (
    id         uuid        primary key,
    parent_id  uuid        references categories,
    name       varchar(60) not null check (name <> ''),
    slug       varchar(80) not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    products   bigint      not null default 0,
    path       jsonb       not null default '[]',
    path_slugs text[]      not null default '{}',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version    bigint      not null default 0,
    unique nulls not distinct (parent_id, name)
);
create index categories_by_name on categories (name);

alter table products
    add column sku                  varchar(64) unique check (sku <> ''),
    add column brand                varchar(80),
    add column pack_size            numeric(10,3) check (pack_size > 0),
    add column unit                 varchar(8) check (unit in ('g', 'kg', 'ml', 'l', 'piece')),
    add column tax_rate             numeric(5,2) not null default 0 check (tax_rate >= 0 and tax_rate < 100),
    add column origin               varchar(80),
    add column allergens            text[] not null default '{}',
    add column diet                 text[] not null default '{}',
    add column variant_of           uuid references products,
    add column variant              varchar(60),
    add column translations         jsonb not null default '{}',
    add column images               jsonb not null default '[]',
    add column category_id          uuid references categories,
    add column lowest_price_30_days numeric(12,2),
    add constraint products_pack check ((pack_size is null) = (unit is null)),
    add constraint products_variant check ((variant_of is null) = (variant is null) and variant_of <> id);
-- The prices that a product has had, each from its time until that of the next.
create table product_prices (
    product_id uuid          not null references products on delete cascade,
    valid_from timestamptz   not null,
    price      numeric(12,2) not null,
    primary key (product_id, valid_from)
);
-- What can be sold of a product, as the stock tells it; null: not known yet. Events may come before the product.
create table product_availability (
    product_id uuid        primary key,
    available  smallint    check (available >= 0),
    version    bigint      not null default 0,
    changed_at timestamptz not null
);
create index product_availability_unknown on product_availability (product_id) where available is null;
-- Prices that begin at a time to come.
create table price_changes (
    id           uuid          primary key,
    product_id   uuid          not null references products on delete cascade,
    price        numeric(12,2) not null check (price > 0 and price <= 99999.99),
    effective_at timestamptz   not null,
    status       varchar(10)   not null check (status in ('SCHEDULED', 'APPLIED', 'CANCELLED')),
    created_by   uuid          not null,
    created_at   timestamptz   not null,
    finished_at  timestamptz,
    unique (product_id, effective_at, id)
);
create index price_changes_due on price_changes (effective_at, id) where status = 'SCHEDULED';

-- Imports, and the rows of theirs that have not been dealt with.
create table catalogue_imports (
    id          uuid        primary key,
    dry_run     boolean     not null,
    status      varchar(10) not null check (status in ('CHECKING', 'APPLYING', 'DONE', 'REFUSED', 'FAILED')),
    rows        int         not null,
    checked     int         not null default 0,
    added       int         not null default 0,
    changed     int         not null default 0,
    unchanged   int         not null default 0,
    faults      int         not null default 0,
    attempts    int         not null default 0,
    created_by  uuid        not null,
    created_at  timestamptz not null,
    finished_at timestamptz
);
create index catalogue_imports_open on catalogue_imports (created_at, id) where finished_at is null;
create table catalogue_import_rows (
    import_id  uuid   not null references catalogue_imports on delete cascade,
    position   bigint not null,
    row        int    not null,
    sku        text   not null,
    variant_of text   not null,
    cells      jsonb  not null,
    primary key (import_id, position)
);
create index catalogue_import_rows_by_sku on catalogue_import_rows (import_id, sku);
create table catalogue_import_faults (
    import_id   uuid not null references catalogue_imports on delete cascade,
    number      int  not null,
    row         int  not null,
    column_name text not null,
    message     text not null,
    primary key (import_id, number)
);
