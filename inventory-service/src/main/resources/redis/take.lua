-- Takes units of some products for an order, all lines or none.
-- KEYS: mark of the order, then the counter of each product
-- ARGV: order, milliseconds until a take that the ledger never confirmed lapses, milliseconds that the mark is kept, then
--       the units of each product
-- Returns {1} taken, {2} taken before, {3, units available of each product} short, or {0, positions} when counters are
-- not loaded.
local order, lapse, keep_mark = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

local function free(counter)
    local available, pending, lapsed = nil, 0, {}
    local fields = redis.call('HGETALL', counter)
    for i = 1, #fields, 2 do
        local name, value = fields[i], fields[i + 1]
        if name == 'available' then
            available = tonumber(value)
        elseif name ~= 'version' and name ~= 'revision' then
            local units, since = string.match(value, '(%d+):(%d+)')
            if now - tonumber(since) > lapse then
                lapsed[#lapsed + 1] = name
            else
                pending = pending + tonumber(units)
            end
        end
    end
    for _, name in ipairs(lapsed) do
        redis.call('HDEL', counter, name)
    end
    return available and available - pending
end

if redis.call('EXISTS', KEYS[1]) == 1 then
    return { 2 }
end
local not_loaded, is_short, answer = { 0 }, false, { 3 }
for i = 2, #KEYS do
    local units = free(KEYS[i])
    if not units then
        not_loaded[#not_loaded + 1] = i - 2
    else
        answer[#answer + 1] = math.max(units, 0)
        is_short = is_short or units < tonumber(ARGV[i + 2])
    end
end
if #not_loaded > 1 then
    return not_loaded
end
if is_short then
    return answer
end
for i = 2, #KEYS do
    redis.call('HSET', KEYS[i], order, ARGV[i + 2] .. ':' .. string.format('%.0f', now))
end
redis.call('SET', KEYS[1], '1', 'PX', keep_mark)
return { 1 }
