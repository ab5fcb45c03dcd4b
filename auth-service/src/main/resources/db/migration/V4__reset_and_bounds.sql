-- Whether the account's address was verified when its second factor was set up: only then it outlives a reset by mail. Those of
-- before, and those that an older instance sets up meanwhile, do.
alter table second_factors
    add column address_verified boolean not null default true;
