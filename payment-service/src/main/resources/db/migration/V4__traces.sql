-- The recorded trace of the request that began the payment, so that the provider's result, which comes later, is a part of it.
alter table payments add column traceparent text;
