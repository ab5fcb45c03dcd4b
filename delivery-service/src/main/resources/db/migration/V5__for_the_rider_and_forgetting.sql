-- What the rider should know, until the delivery is over.
alter table deliveries add column instructions text;
alter table deliveries add column phone text;
-- When it was forgotten for whom it was.
alter table deliveries add column forgotten_at timestamptz;
create index deliveries_of_customer on deliveries (user_id);

-- People whose accounts were deleted: what is over is forgotten at once, what is under way when it ends.
create table forgotten_people (
    user_id    uuid primary key,
    deleted_at timestamptz not null
);
