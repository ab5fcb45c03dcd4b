-- Removes a line.
-- KEYS: cart
-- ARGV: now (ms), time to live (s), expected revision, product, time to live of an emptied cart (s)
-- Outcome: done; merged or outdated; missing when there is no such line: then the cart is not touched.
local key, product = KEYS[1], ARGV[4]
local cart = read(key)
local refused = refusal(cart, ARGV[3])
if refused then
    return result(refused, cart)
end
if not cart[product] then
    return result('missing', cart)
end
redis.call('HDEL', key, product)
cart[product] = nil
write(key, cart, {}, ARGV[1], countLines(cart) > 0 and ARGV[2] or ARGV[5])
return result('done', cart)
