-- Instances of before read only e-mails, and only those whose templates they know: one row of another kind stops all that they send,
-- and the lists that it stands in. They go on by this view, which has the columns that they know, in their order. It can go with the
-- next change after the release that brings it.
alter table notifications rename to messages;
alter table messages drop constraint notifications_status_check;
alter table messages
    add constraint messages_status_check
        check (status in ('PENDING', 'SENDING', 'SENT', 'FAILED', 'EXPIRED')) not valid,
    add column expires_at       timestamptz,                -- nobody wants it any more then; null: never
    add column unknown_outcomes integer not null default 0, -- how often it was handed over without a known result
    add column unknown_since    timestamptz;                -- when that was first
create view notifications as
select id, event_id, user_id, order_id, channel, template, subject, body, status, refusals, failure_reason, due_at, created_at,
       sent_at, version, deferred_since
from messages
where channel = 'EMAIL'
  and address is null
  and verification_id is null
  and status <> 'EXPIRED'
  and template in ('WELCOME', 'ORDER_PLACED', 'ORDER_CONFIRMED', 'ORDER_ON_THE_WAY', 'ORDER_DELIVERED', 'ORDER_CANCELLED',
                   'ORDER_FAILED', 'PAYMENT_FAILED', 'PAYMENT_REFUNDED', 'RIDER_ASSIGNED', 'RIDER_UNASSIGNED', 'ORDER_ADJUSTED',
                   'DELIVERY_DELAYED', 'PICKUP_OVERDUE', 'RIDER_SILENT', 'NO_RIDER_FOUND', 'ORDER_STUCK', 'REFUND_FAILED',
                   'LOW_STOCK', 'OUT_OF_STOCK');
