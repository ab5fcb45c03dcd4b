-- Removes a line.
-- KEYS: cart
-- ARGV: now (ms), time to live (s), product
-- Returns 1, or 0 when there is no such line: then the cart is not touched.
local cart = KEYS[1]
if redis.call('HDEL', cart, ARGV[3]) == 0 then
    return 0
end
redis.call('HSET', cart, 'updatedAt', ARGV[1])
redis.call('EXPIRE', cart, ARGV[2])
return 1
