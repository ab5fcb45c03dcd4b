-- From this moment no payment begins for the order any more.
alter table payables add column closed_at timestamptz;

-- What has to go back out of a payment that the provider has not decided about yet.
alter table payments add column owed_back numeric(12, 2) not null default 0
    check (owed_back >= 0);

-- How often the provider has refused a refund, and how often it had when an admin last began anew.
alter table refunds add column refusals integer not null default 0;
alter table refunds add column refusals_before_retry integer not null default 0;

-- For the list of a status, newest first: ids grow with time.
create index refunds_by_status on refunds (status, id desc);
