-- A refund that was made past us says no more than the provider's id of its payment.
create index payments_of_transaction on payments (transaction_id) where transaction_id is not null;
