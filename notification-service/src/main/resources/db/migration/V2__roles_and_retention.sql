-- When a role was given last; null: at registration.
alter table recipients add column role_changed_at timestamptz;

-- What is forgotten after a while, by age.
alter table known_orders add column heard_at timestamptz not null default now();
create index known_orders_by_age on known_orders (heard_at);
create index notifications_by_age on notifications (created_at);
