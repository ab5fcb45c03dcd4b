-- When an order that was cancelled or has failed gave back its uses of promotions and its place of a slot. An instance of the
-- release before promotions and slots ends orders without giving anything back: the index finds them.
alter table orders add column given_back_at timestamptz;
update orders set given_back_at = updated_at
where status in ('CANCELLED', 'FAILED') and (promoted or slot_id is not null);
create index orders_to_give_back on orders (id)
    where status in ('CANCELLED', 'FAILED') and (promoted or slot_id is not null) and given_back_at is null;

-- Orders whose slot is near are dispatched before all others are checked.
create index orders_to_dispatch on orders (dispatch_at)
    where status = 'CONFIRMED' and dispatch_at is not null and dispatched_at is null and cancel_reason is null;

-- An instance of that release writes the event of the confirmation at once, then confirms the order in the same transaction, and
-- would check it after its usual limit. The event is taken out again, and the check is when the order is to be dispatched: by an
-- instance that knows slots; by the older one too, which then publishes the event again, should no other be left.
create function hold_confirmation_back() returns trigger language plpgsql as $$
begin
    delete from outbox
    where event_key = new.id::text and type = 'order.confirmed' and redis_sent_at is null and stream is not null;
    new.check_at := new.dispatch_at;
    return new;
end $$;
create trigger orders_wait_for_their_slot before update on orders for each row
    when (new.status = 'CONFIRMED' and new.dispatched_at is null and new.cancel_reason is null
        and new.dispatch_at > now() and new.check_at is distinct from new.dispatch_at)
    execute function hold_confirmation_back();
