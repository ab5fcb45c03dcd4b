create table accounts (
    id                  uuid         primary key,
    email               varchar(254) not null,
    password_hash       varchar(72)  not null,
    role                varchar(16)  not null check (role in ('USER', 'RIDER', 'ADMIN')),
    created_at          timestamptz  not null,
    password_changed_at timestamptz  not null,
    version             bigint       not null,
    constraint accounts_email_taken unique (email)
);
create index accounts_admins on accounts (id) where role = 'ADMIN';

-- One row a token. The tokens that one login led to, each the successor of the one before, are a family.
create table refresh_tokens (
    id         uuid        primary key,
    account_id uuid        not null references accounts (id) on delete cascade,
    family_id  uuid        not null,
    token_hash varchar(64) not null,
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    spent_at   timestamptz,
    version    bigint      not null,
    constraint refresh_tokens_hash_unique unique (token_hash)
);
create index refresh_tokens_account on refresh_tokens (account_id);
create index refresh_tokens_family on refresh_tokens (family_id);
create index refresh_tokens_expiry on refresh_tokens (expires_at);

-- Failed logins by the hash of the e-mail that was tried, whether or not there is such an account.
create table login_guards (
    email_hash      varchar(64) primary key,
    failures        integer     not null,
    last_failure_at timestamptz not null,
    blocked_until   timestamptz
);
create index login_guards_last_failure on login_guards (last_failure_at);
