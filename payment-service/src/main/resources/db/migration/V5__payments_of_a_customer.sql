-- For what is told and forgotten about one customer.
create index payments_of_customer on payments (user_id);
