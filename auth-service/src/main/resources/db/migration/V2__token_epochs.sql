-- How often the password or the role has changed, and when last: older access tokens are refused.
alter table accounts
    add column token_epoch            integer not null default 0,
    add column token_epoch_changed_at timestamptz;
create index accounts_token_epoch_changed on accounts (token_epoch_changed_at, id)
    where token_epoch_changed_at is not null;
