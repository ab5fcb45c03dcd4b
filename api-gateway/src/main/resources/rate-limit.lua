-- Exchanges what gateways have counted: each writes its own count of a window, and reads the sum of the others'.
-- KEYS: the living instances, then one window each.
-- ARGV: this instance, for how long it is taken for living in milliseconds, then for each window: what this instance has
-- counted in it so far, and in how many milliseconds it takes the window to end.
-- Answers: how many instances live, then for each window: the count of the others, milliseconds until it ends.

local instances, instance, lifetime = KEYS[1], ARGV[1], tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', instances, now, instance)
redis.call('ZREMRANGEBYSCORE', instances, '-inf', now - lifetime)
redis.call('PEXPIRE', instances, lifetime)
local answer = { redis.call('ZCARD', instances) }

for i = 2, #KEYS do
  local window, own, left = KEYS[i], ARGV[2 * i - 1], tonumber(ARGV[2 * i])
  local ttl = redis.call('PTTL', window)
  if ttl > left + 1000 then
    own = 0 -- of a window that is over: the others have begun the next one
  end
  redis.call('HSET', window, instance, own)
  if ttl < 0 then
    ttl = left
    redis.call('PEXPIRE', window, ttl)
  end
  local counts = redis.call('HGETALL', window)
  local others = 0
  for j = 1, #counts, 2 do
    if counts[j] ~= instance then
      others = others + tonumber(counts[j + 1])
    end
  end
  answer[#answer + 1] = others
  answer[#answer + 1] = ttl
end
return answer
