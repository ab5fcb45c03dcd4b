-- Sets the quantity of a line, and its price and name when they are given.
-- KEYS: cart
-- ARGV: now (ms), time to live (s), product, quantity[, price, name]
-- Outcome: 1, or 0 when there is no such line.
local key, product = KEYS[1], ARGV[3]
local cart = read(key)
if not cart[product] then
    return result(0, cart)
end
local line = cjson.decode(cart[product])
line.quantity = tonumber(ARGV[4])
line.price = ARGV[5] or line.price
line.name = ARGV[6] or line.name
write(key, cart, {[product] = cjson.encode(line)}, ARGV[1], ARGV[2])
return result(1, cart)
