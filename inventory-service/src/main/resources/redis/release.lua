-- Releases what an order has reserved, for the ledger has refused it.
-- KEYS: mark of the order, then the counter of each product
-- ARGV: order
for i = 2, #KEYS do
    redis.call('HDEL', KEYS[i], ARGV[1])
end
redis.call('DEL', KEYS[1])
return {}
