-- When the order service is asked next what became of the order; without meaning once nothing is held any more.
alter table reservations add column check_at timestamptz not null default now();
update reservations set check_at = expires_at where status = 'HELD';

drop index reservations_to_expire;
create index reservations_to_check on reservations (check_at) where status = 'HELD';

-- Those that have ended are forgotten after some months, with their lines.
create index reservations_ended on reservations (updated_at) where status not in ('OPEN', 'HELD');
alter table reservation_lines
    drop constraint reservation_lines_order_id_fkey,
    add constraint reservation_lines_order_id_fkey foreign key (order_id) references reservations on delete cascade;
