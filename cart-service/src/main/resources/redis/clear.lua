-- Removes all lines. The revision is kept, so that no later cart has the same.
-- KEYS: cart
-- ARGV: now (ms), time to live (s)
-- Outcome: 1, or 0 when there is no cart: then none is created.
local key = KEYS[1]
local cart = {revision = redis.call('HGET', key, 'revision')}
if redis.call('DEL', key) == 0 then
    return result(0, {})
end
write(key, cart, {}, ARGV[1], ARGV[2])
return result(1, cart)
