-- When the goods of a delivery that failed on the way were back in the store.
alter table deliveries add column returned_at timestamptz;
-- When the rider was asked for the pickup, and when a silent rider was reported; null: not, or no longer.
alter table deliveries add column pickup_reminded_at timestamptz;
alter table deliveries add column delayed_at timestamptz;
alter table deliveries add constraint returned_after_failing
    check (returned_at is null or (status = 'FAILED' and picked_up_at is not null));

-- Where a rider was is nobody's business once the delivery is over.
update deliveries set current_lat = null, current_lng = null, located_at = null
    where status in ('DELIVERED', 'FAILED') and current_lat is not null;

-- Offers are forgotten some time after their delivery is over.
create index offers_by_age on offers (offered_at);
