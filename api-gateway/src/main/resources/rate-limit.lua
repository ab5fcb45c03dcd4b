-- Counts one request in two windows at once, or in neither when one of them is full.
-- KEYS: the caller's minute, the caller's second.
-- ARGV: limit and length in milliseconds of the one, then of the other.
-- Answers: requests left in the minute, milliseconds until it ends, milliseconds to wait (0: the request may pass).

local function used(key)
  return tonumber(redis.call('GET', key) or '0')
end

local function left(key, length)
  local ttl = redis.call('PTTL', key)
  return ttl > 0 and ttl or length
end

local function count(key, length)
  if redis.call('INCR', key) == 1 then
    redis.call('PEXPIRE', key, length)
  end
end

local minute, second = KEYS[1], KEYS[2]
local limit, minute_length = tonumber(ARGV[1]), tonumber(ARGV[2])
local burst, second_length = tonumber(ARGV[3]), tonumber(ARGV[4])
local has_burst = burst < limit

local used_up = used(minute)
if used_up >= limit then
  local wait = left(minute, minute_length)
  return { 0, wait, wait }
end
if has_burst and used(second) >= burst then
  return { limit - used_up, left(minute, minute_length), left(second, second_length) }
end

count(minute, minute_length)
if has_burst then
  count(second, second_length)
end
return { limit - used_up - 1, left(minute, minute_length), 0 }
