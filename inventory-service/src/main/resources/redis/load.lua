-- Loads what the ledger says into counters that are as they were before the ledger was read. What orders have reserved
-- meanwhile stays reserved.
-- KEYS: the counter of each product
-- ARGV: milliseconds that a counter is kept; then for each product: revision that was seen or empty, version of the
--       ledger, available units
-- Returns for each product 1, or 0 when its counter has changed.
local answer = {}
for i, counter in ipairs(KEYS) do
    local seen, version, available = ARGV[3 * i - 1], ARGV[3 * i], ARGV[3 * i + 1]
    local revision = redis.call('HGET', counter, 'revision')
    if (revision or '') == seen then
        redis.call(
            'HSET', counter, 'version', version, 'available', available, 'revision', next_revision(revision))
        redis.call('PEXPIRE', counter, ARGV[1])
        answer[i] = 1
    else
        answer[i] = 0
    end
end
return answer
