-- Sets the quantity of a line, and its price and name when they are given.
-- KEYS: cart
-- ARGV: now (ms), time to live (s), product, quantity[, price, name]
-- Returns 1, or 0 when there is no such line.
local cart, product = KEYS[1], ARGV[3]
local there = redis.call('HGET', cart, product)
if not there then
    return 0
end
local line = cjson.decode(there)
line.quantity = tonumber(ARGV[4])
line.price = ARGV[5] or line.price
line.name = ARGV[6] or line.name
redis.call('HSET', cart, product, cjson.encode(line), 'updatedAt', ARGV[1])
redis.call('EXPIRE', cart, ARGV[2])
return 1
