-- Exchanges what gateways have counted: each writes its own count of a window, and reads the sum of its peers'. The
-- window's end is kept beside them.
-- KEYS: the living instances, then one window each.
-- ARGV: this instance, for how long it is taken for living in milliseconds, then for each window: what this instance has
-- counted in it so far, and in how many milliseconds it takes the window to end.
-- Answers: how many instances live, then for each window: the count of the peers, milliseconds until it ends.

local instances, instance, lifetime = KEYS[1], ARGV[1], tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', instances, now, instance)
redis.call('ZREMRANGEBYSCORE', instances, '-inf', now - lifetime)
redis.call('PEXPIRE', instances, lifetime)
local answer = { redis.call('ZCARD', instances) }

for i = 2, #KEYS do
  local window, own, left = KEYS[i], ARGV[2 * i - 1], tonumber(ARGV[2 * i])
  local ends, peers = nil, 0
  local fields = redis.call('HGETALL', window)
  for j = 1, #fields, 2 do
    local name, value = fields[j], tonumber(fields[j + 1])
    if name == 'end' then
      ends = value
    elseif name ~= instance then
      peers = peers + value
    end
  end
  if ends and ends - now > left + 1000 then
    if left <= 1000 then
      own = 0 -- of a window that is over: the peers have begun the next one
    else
      ends = nil -- of a window that the peers did not know of: it began before theirs
    end
  end
  if ends then
    redis.call('HSET', window, instance, own)
  else
    ends = now + left
    redis.call('HSET', window, instance, own, 'end', string.format('%.0f', ends))
    redis.call('PEXPIRE', window, left)
  end
  answer[#answer + 1] = peers
  answer[#answer + 1] = math.max(ends - now, 0)
end
return answer
