-- What an order is made of besides its lines. Instances from before write the defaults: no fees, no tip, no discounts.
alter table orders
    add column delivery_fee       numeric(12, 2) not null default 0 check (delivery_fee >= 0),
    add column small_order_fee    numeric(12, 2) not null default 0 check (small_order_fee >= 0),
    add column fee_tax_rate       numeric(5, 2)  not null default 0,
    add column delivery_discounts jsonb          not null default '[]',
    add column tip                numeric(12, 2) not null default 0 check (tip >= 0),
    add column instructions       varchar(500),
    add column phone              varchar(30),
    add column eta                timestamptz,
    add column promoted           boolean        not null default false,
    add column quote_id           uuid,
    add column slot_id            uuid,
    add column slot_start         timestamptz,
    add column slot_end           timestamptz,
    add column dispatch_at        timestamptz;

alter table order_lines
    add column tax_rate  numeric(5, 2) not null default 0,
    add column discounts jsonb         not null default '[]';

-- Promotions without a code apply by themselves, the others by a coupon.
create table promotions (
    id                    uuid           primary key,
    version               bigint         not null,
    name                  varchar(100)   not null,
    code                  varchar(40),
    kind                  varchar(20)    not null,
    percent               numeric(5, 2)  check (percent > 0 and percent <= 100),
    amount                numeric(12, 2) check (amount > 0),
    buy                   int            check (buy > 0),
    free                  int            check (free > 0),
    categories            jsonb          not null default '[]',
    products              jsonb          not null default '[]',
    minimum_basket        numeric(12, 2) not null check (minimum_basket >= 0),
    stackable             boolean        not null,
    first_order_only      boolean        not null,
    starts_at             timestamptz    not null,
    ends_at               timestamptz,
    max_uses              int            check (max_uses > 0),
    max_uses_per_customer int            check (max_uses_per_customer > 0),
    used                  int            not null default 0 check (used >= 0),
    created_at            timestamptz    not null,
    updated_at            timestamptz    not null,
    check (kind = 'PERCENTAGE' and percent is not null
        or kind = 'AMOUNT' and amount is not null
        or kind = 'BUY_X_GET_Y' and buy is not null and free is not null
        or kind = 'FREE_DELIVERY')
);
create unique index promotions_by_code on promotions (code);
create index promotions_automatic on promotions (ends_at) where code is null;
create index promotions_newest on promotions (created_at desc, id desc);

-- Who used which promotion for which order. One that is given back counts no more.
create table promotion_uses (
    promotion_id uuid        not null references promotions,
    order_id     uuid        not null,
    user_id      uuid        not null,
    used_at      timestamptz not null,
    returned_at  timestamptz,
    primary key (order_id, promotion_id)
);
create index promotion_uses_of_a_customer on promotion_uses (user_id, promotion_id) where returned_at is null;
