create table profiles (
    id          uuid        primary key,
    user_id     uuid        not null,
    first_name  varchar(100),
    last_name   varchar(100),
    phone       varchar(30),
    street      varchar(200),
    city        varchar(100),
    state       varchar(100),
    zip_code    varchar(20),
    lat         double precision check (lat between -90 and 90),
    lng         double precision check (lng between -180 and 180),
    preferences jsonb       not null default '{}',
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    version     bigint      not null,
    constraint profiles_one_a_user unique (user_id)
);

-- The default is named by the book and not marked on the addresses: so there is never more than one, and it is one of
-- the user's own.
create table address_books (
    user_id            uuid   primary key,
    default_address_id uuid,
    version            bigint not null
);

create table saved_addresses (
    id         uuid         primary key,
    user_id    uuid         not null references address_books (user_id),
    label      varchar(50),
    street     varchar(200) not null,
    city       varchar(100) not null,
    state      varchar(100) not null,
    zip_code   varchar(20)  not null,
    lat        double precision check (lat between -90 and 90),
    lng        double precision check (lng between -180 and 180),
    created_at timestamptz  not null,
    updated_at timestamptz  not null,
    version    bigint       not null,
    constraint saved_addresses_of_user unique (user_id, id)
);

alter table address_books add constraint address_books_default_is_own
    foreign key (user_id, default_address_id) references saved_addresses (user_id, id)
    deferrable initially deferred;
