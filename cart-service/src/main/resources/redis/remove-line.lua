-- Removes a line.
-- KEYS: cart
-- ARGV: now (ms), time to live (s), product
-- Outcome: 1, or 0 when there is no such line: then the cart is not touched.
local key, product = KEYS[1], ARGV[3]
local cart = read(key)
if not cart[product] then
    return result(0, cart)
end
redis.call('HDEL', key, product)
cart[product] = nil
write(key, cart, {}, ARGV[1], ARGV[2])
return result(1, cart)
