-- Counts one more guest of a network.
-- KEYS: the count of the network
-- ARGV: window (s), limit
-- Returns after how many seconds one is granted again; 0 when this one is.
local key = KEYS[1]
local count = redis.call('INCR', key)
if count == 1 then
    redis.call('EXPIRE', key, ARGV[1])
end
if count <= tonumber(ARGV[2]) then
    return 0
end
return math.max(redis.call('TTL', key), 1)
