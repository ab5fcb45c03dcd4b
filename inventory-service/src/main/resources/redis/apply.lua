-- Applies what has been committed to the ledger. Changes add up, in whichever order they come; those that a counter had
-- in it when it was loaded change nothing. What an order has reserved is in the ledger now, and is no longer counted apart.
-- KEYS: the counter of each product
-- ARGV: milliseconds that a counter is kept; then for each product: version of the ledger after the change, change of
--       the available units, number of orders, and these orders
local at = 2
for _, counter in ipairs(KEYS) do
    local version, change, orders = tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
    local loaded, available, revision = unpack(redis.call('HMGET', counter, 'version', 'available', 'revision'))
    local changed = {'revision', next_revision(revision)}
    if loaded and version > tonumber(loaded) then
        changed[3] = 'available'
        changed[4] = string.format('%.0f', tonumber(available) + change)
    end
    -- First what makes room: a Redis that is full lets a script go on after that.
    if orders > 0 then
        redis.call('HDEL', counter, unpack(ARGV, at + 3, at + 2 + orders))
    end
    redis.call('HSET', counter, unpack(changed))
    if not revision then
        redis.call('PEXPIRE', counter, ARGV[1])
    end
    at = at + 3 + orders
end
return {}
