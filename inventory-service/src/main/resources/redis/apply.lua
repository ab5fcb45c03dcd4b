-- Applies what has been committed to the ledger. Changes add up, in whichever order they come; those that a counter had
-- in it when it was loaded change nothing. What an order has taken is in the ledger now, and is no longer counted apart.
-- KEYS: the counter of each product
-- ARGV: milliseconds that a counter is kept; then for each product: version of the ledger after the change, change of
--       the available units, number of orders, and these orders
local at = 2
for _, counter in ipairs(KEYS) do
    local version, change, orders = tonumber(ARGV[at]), ARGV[at + 1], tonumber(ARGV[at + 2])
    local loaded = redis.call('HGET', counter, 'version')
    if loaded and version > tonumber(loaded) then
        redis.call('HINCRBY', counter, 'available', change)
    end
    for i = at + 3, at + 2 + orders do
        redis.call('HDEL', counter, ARGV[i])
    end
    revise(counter, ARGV[1])
    at = at + 3 + orders
end
return {}
