-- Accounts of before, and those that an older instance opens meanwhile, count as verified.
alter table accounts
    add column email_verified_at timestamptz default now(),
    add column deleted_at        timestamptz;

-- One row a login: the family of refresh tokens that it began, and where it is used.
create table login_sessions (
    id            uuid        primary key,
    account_id    uuid        not null references accounts (id) on delete cascade,
    device        varchar(64) not null,
    address       varchar(64) not null,
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    expires_at    timestamptz not null
);
create index login_sessions_account on login_sessions (account_id);
create index login_sessions_expiry on login_sessions (expires_at);
insert into login_sessions (id, account_id, device, address, first_seen_at, last_seen_at, expires_at)
select family_id, account_id, 'Unknown device', '', min(issued_at), max(issued_at), max(expires_at)
from refresh_tokens group by family_id, account_id;

-- Where an account's owner has logged in from.
create table known_clients (
    id           uuid        primary key,
    account_id   uuid        not null references accounts (id) on delete cascade,
    network      varchar(64) not null,
    device       varchar(64) not null,
    last_seen_at timestamptz not null,
    constraint known_clients_unique unique (account_id, network, device)
);
create index known_clients_last_seen on known_clients (last_seen_at);

create table security_events (
    id          uuid        primary key,
    account_id  uuid        not null references accounts (id) on delete cascade,
    type        varchar(32) not null,
    device      varchar(64) not null,
    address     varchar(64) not null,
    occurred_at timestamptz not null
);
create index security_events_account on security_events (account_id, occurred_at desc, id desc);
create index security_events_occurred on security_events (occurred_at);

-- Asked for, and not looked at yet: whether or not there is such an account.
create table password_reset_requests (
    id           uuid         primary key,
    email        varchar(254) not null,
    device       varchar(64)  not null,
    address      varchar(64)  not null,
    requested_at timestamptz  not null
);

create table verifications (
    id           uuid         primary key,
    account_id   uuid         not null references accounts (id) on delete cascade,
    purpose      varchar(32)  not null,
    email        varchar(254) not null,
    requested_at timestamptz  not null,
    closed_at    timestamptz
);
create index verifications_account on verifications (account_id);
create index verifications_requested on verifications (requested_at);

-- Each mail has a secret of its own.
create table verification_secrets (
    secret_hash     varchar(64) primary key,
    verification_id uuid        not null references verifications (id) on delete cascade,
    expires_at      timestamptz not null
);
create index verification_secrets_verification on verification_secrets (verification_id);

create table second_factors (
    account_id   uuid         primary key references accounts (id) on delete cascade,
    secret       varchar(255) not null,
    created_at   timestamptz  not null,
    confirmed_at timestamptz,
    last_step    bigint       not null
);
create index second_factors_unconfirmed on second_factors (created_at) where confirmed_at is null;

create table recovery_codes (
    code_hash  varchar(64) primary key,
    account_id uuid        not null references accounts (id) on delete cascade
);
create index recovery_codes_account on recovery_codes (account_id);

-- How often something was asked for in a span of time, by a hash of what and by whom.
create table request_counts (
    key_hash       varchar(64) primary key,
    requests       integer     not null,
    window_ends_at timestamptz not null
);
create index request_counts_end on request_counts (window_ends_at);
