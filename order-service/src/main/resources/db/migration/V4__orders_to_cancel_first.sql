-- Of what is due to be checked, what is to be cancelled goes first; read in this order, without sorting all that is due.
create index orders_to_check_in_order on orders ((cancel_reason is null), check_at) where check_at is not null;
