-- Removes all lines. The revision is kept, so that no later cart has the same.
-- KEYS: cart
-- ARGV: now (ms), time to live (s), expected revision, time to live of an emptied cart (s)
-- Outcome: done; merged or outdated; missing when there is no cart: then none is created.
local key = KEYS[1]
local cart = read(key)
local refused = refusal(cart, ARGV[3])
if refused then
    return result(refused, cart)
end
if redis.call('DEL', key) == 0 then
    return result('missing', {})
end
local cleared = {revision = cart.revision}
write(key, cleared, {}, ARGV[1], ARGV[4])
return result('done', cleared)
