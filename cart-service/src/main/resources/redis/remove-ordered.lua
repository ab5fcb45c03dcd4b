-- Removes ordered quantities from a cart, once for each event. Lines that were added after the order was placed belong to
-- a later cart: they stay. Lines and orders without a revision (written by older versions) count as of this cart.
-- KEYS: cart, handled event
-- ARGV: now (ms), time to live of the cart (s), time to live of the handled event (s), revision of the cart that was
--       ordered or empty, then product and quantity in turn
-- Outcome: done, or again when the event was handled before.
local key, handledEvent = KEYS[1], KEYS[2]
if redis.call('EXISTS', handledEvent) == 1 then
    return {'again'}
end
local revision = tonumber(ARGV[4])
local cart = read(key)
local remaining, removed = {}, {}
for i = 5, #ARGV, 2 do
    local product, ordered = ARGV[i], tonumber(ARGV[i + 1])
    local line = cart[product] and cjson.decode(cart[product])
    local isLater = line and revision and line.since and tonumber(line.since) > revision
    if line and not isLater then
        line.quantity = line.quantity - ordered
        if line.quantity > 0 then
            remaining[product] = cjson.encode(line)
        else
            removed[#removed + 1] = product
            cart[product] = nil
        end
    end
end
-- Deletes first: a Redis out of memory lets a script go on after that.
if #removed > 0 then
    redis.call('HDEL', key, unpack(removed))
end
if #removed > 0 or next(remaining) then
    local isEmpty = true
    for name in pairs(cart) do
        isEmpty = isEmpty and not isLine(name)
    end
    -- An empty cart is not kept for longer.
    write(key, cart, remaining, ARGV[1], not isEmpty and ARGV[2])
end
redis.call('SET', handledEvent, '1', 'EX', ARGV[3])
return {'done'}
