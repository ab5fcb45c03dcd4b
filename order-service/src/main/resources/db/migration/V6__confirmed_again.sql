-- When a confirmation that nobody seemed to have heard was sent a second time; null: it was not.
alter table orders add column confirmed_again_at timestamptz;
