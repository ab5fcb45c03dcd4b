-- Takes ordered quantities out of a cart, once for each event. Lines that were begun after the order was made are of a
-- later cart: they stay. Lines and orders from before this was recorded count as of this cart.
-- KEYS: cart, mark of the event
-- ARGV: now (ms), time to live of the cart (s), time to live of the mark (s), revision of the cart that was ordered or
--       empty, then product and quantity in turn
-- Outcome: 1, or 0 when the event was acted on before.
local key, mark = KEYS[1], KEYS[2]
if redis.call('EXISTS', mark) == 1 then
    return {0}
end
local revision = tonumber(ARGV[4])
local cart = read(key)
local left, gone = {}, {}
for i = 5, #ARGV, 2 do
    local product, ordered = ARGV[i], tonumber(ARGV[i + 1])
    local line = cart[product] and cjson.decode(cart[product])
    local isLater = line and revision and line.since and tonumber(line.since) > revision
    if line and not isLater then
        line.quantity = line.quantity - ordered
        if line.quantity > 0 then
            left[product] = cjson.encode(line)
        else
            gone[#gone + 1] = product
            cart[product] = nil
        end
    end
end
-- First what makes room: a Redis that is full lets a script go on after that.
if #gone > 0 then
    redis.call('HDEL', key, unpack(gone))
end
if #gone > 0 or next(left) then
    local isEmpty = true
    for name in pairs(cart) do
        isEmpty = isEmpty and not isLine(name)
    end
    -- An empty cart is not worth keeping for longer.
    write(key, cart, left, ARGV[1], not isEmpty and ARGV[2])
end
redis.call('SET', mark, '1', 'EX', ARGV[3])
return {1}
