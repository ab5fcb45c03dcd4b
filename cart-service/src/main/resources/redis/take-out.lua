-- Takes ordered quantities out of a cart, once for each event.
-- KEYS: cart, mark of the event
-- ARGV: now (ms), time to live of the cart (s), time to live of the mark (s), then product and quantity in turn
-- Returns 1, or 0 when the event was acted on before.
local cart, mark = KEYS[1], KEYS[2]
if redis.call('EXISTS', mark) == 1 then
    return 0
end
for i = 4, #ARGV, 2 do
    local product, ordered = ARGV[i], tonumber(ARGV[i + 1])
    local there = redis.call('HGET', cart, product)
    if there then
        local line = cjson.decode(there)
        line.quantity = line.quantity - ordered
        if line.quantity > 0 then
            redis.call('HSET', cart, product, cjson.encode(line))
        else
            redis.call('HDEL', cart, product)
        end
        redis.call('HSET', cart, 'updatedAt', ARGV[1])
        redis.call('EXPIRE', cart, ARGV[2])
    end
end
redis.call('SET', mark, '1', 'EX', ARGV[3])
return 1
