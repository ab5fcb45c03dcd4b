-- What is for the admins, while none is known, has neither a user nor an order.
create index notifications_waiting_for_admin on notifications (created_at) where user_id is null and order_id is null;
