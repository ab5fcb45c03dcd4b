-- Moves a line from the cart to the saved items, where it adds to one of the same product.
-- KEYS: cart, saved items
-- ARGV: now (ms), time to live of the cart (s), expected revision, product, time to live of the saved items (s), maximum
--       quantity, maximum number of saved items
-- Outcome: done; merged or outdated; missing when the cart has no such line; full when there are as many saved items as
--          there may be.
local key, savedKey, product = KEYS[1], KEYS[2], ARGV[4]
local cart = read(key)
local refused = refusal(cart, ARGV[3])
if refused then
    return result(refused, cart)
end
if not cart[product] then
    return result('missing', cart)
end
local saved = read(savedKey)
if not saved[product] and countLines(saved) >= tonumber(ARGV[7]) then
    return result('full', cart)
end
local fields = {}
local line = append(cjson.decode(cart[product]), saved, fields)
if saved[product] then
    line.quantity = math.min(line.quantity + cjson.decode(saved[product]).quantity, tonumber(ARGV[6]))
end
redis.call('HDEL', key, product)
redis.call('HSET', savedKey, product, cjson.encode(line), 'lastPlace', fields.lastPlace)
redis.call('EXPIRE', savedKey, ARGV[5])
cart[product] = nil
write(key, cart, {}, ARGV[1], ARGV[2])
return result('done', cart)
