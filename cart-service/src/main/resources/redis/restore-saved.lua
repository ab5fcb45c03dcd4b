-- Moves a saved item back into the cart as it was seen, where it adds to the line of the same product. An item that was
-- moved out of the cart and comes back belongs to the same revisions as before.
-- KEYS: cart, saved items
-- ARGV: now (ms), time to live of the cart (s), expected revision, product, maximum quantity, maximum number of lines
-- Outcome: done; merged or outdated; missing when there is no such saved item; full when there are as many lines as there
--          may be.
local key, savedKey, product = KEYS[1], KEYS[2], ARGV[4]
local cart = read(key)
local refused = refusal(cart, ARGV[3])
if refused then
    return result(refused, cart)
end
local item = redis.call('HGET', savedKey, product)
if not item then
    return result('missing', cart)
end
if not cart[product] and countLines(cart) >= tonumber(ARGV[6]) then
    return result('full', cart)
end
local fields = {}
local line = cjson.decode(item)
if cart[product] then
    local quantity = line.quantity
    line = cjson.decode(cart[product])
    line.quantity = math.min(line.quantity + quantity, tonumber(ARGV[5]))
else
    append(line, cart, fields)
end
fields[product] = cjson.encode(line)
redis.call('HDEL', savedKey, product)
write(key, cart, fields, ARGV[1], ARGV[2])
return result('done', cart)
