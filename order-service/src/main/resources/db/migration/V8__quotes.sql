-- What customers were told that their orders would cost. The draft is what is ordered when the quote is.
create table quotes (
    id         uuid        primary key,
    version    bigint      not null,
    user_id    uuid        not null,
    draft      jsonb       not null,
    expires_at timestamptz not null,
    order_id   uuid
);
create index quotes_to_delete on quotes (expires_at);
create index quotes_of_a_customer on quotes (user_id);
