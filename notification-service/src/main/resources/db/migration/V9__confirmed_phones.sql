-- SMS go only to numbers whose owner has shown, by a code sent there, that the number is theirs.
alter table recipients add column phone_confirmed_at timestamptz; -- null: nobody has, since the number is this one

create table phone_codes (
    user_id    uuid primary key,
    phone      varchar(20) not null,
    hash       varchar(64) not null, -- of the code, which is kept nowhere
    attempts   integer     not null,
    expires_at timestamptz not null
);

-- How many codes were sent in a day, for an account and to a number.
create table phone_code_counts (
    counted_for varchar(60) not null,
    day         date        not null,
    codes       integer     not null,
    primary key (counted_for, day)
);
