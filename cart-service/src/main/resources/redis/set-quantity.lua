-- Sets the quantity of a line, and its price and name when they are given. More than is available is only refused when it
-- is more than there was.
-- KEYS: cart
-- ARGV: now (ms), time to live (s), expected revision, product, quantity, available units or empty[, price, name]
-- Outcome: done; merged or outdated; missing when there is no such line; short.
local key, product, quantity, available = KEYS[1], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6])
local cart = read(key)
local refused = refusal(cart, ARGV[3])
if refused then
    return result(refused, cart)
end
if not cart[product] then
    return result('missing', cart)
end
local line = cjson.decode(cart[product])
if available and quantity > available and quantity > line.quantity then
    return result('short', cart)
end
line.quantity = quantity
if ARGV[7] then
    show(line, ARGV[7], ARGV[8], ARGV[6])
end
write(key, cart, {[product] = cjson.encode(line)}, ARGV[1], ARGV[2])
return result('done', cart)
