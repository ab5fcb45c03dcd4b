-- KEYS: the counter of each product
-- Returns revision, version and available units of each.
local answer = {}
for i, counter in ipairs(KEYS) do
    answer[i] = redis.call('HMGET', counter, 'revision', 'version', 'available')
end
return answer
