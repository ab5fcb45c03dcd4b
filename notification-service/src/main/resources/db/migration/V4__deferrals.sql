-- Since when the mail server has put it off, without having been away since; null: it has not.
alter table notifications add column deferred_since timestamptz;
