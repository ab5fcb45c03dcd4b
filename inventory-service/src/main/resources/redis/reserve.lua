-- Reserves units of some products for an order, all lines or none.
-- KEYS: mark of the order, then the counter of each product
-- ARGV: order, now (ms), milliseconds until what the ledger never confirmed lapses, milliseconds that the mark is
--       kept, then the units of each product
-- Returns {1} reserved, {2} reserved before, {3, units available of each product} short, or {0, positions} when counters
-- are not loaded.
local order, now, confirm_timeout, keep_mark = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4]

local function free(counter)
    local available, pending, lapsed = nil, 0, {}
    local fields = redis.call('HGETALL', counter)
    for i = 1, #fields, 2 do
        local name, value = fields[i], fields[i + 1]
        if name == 'available' then
            available = tonumber(value)
        elseif name ~= 'version' and name ~= 'revision' then
            local units, since = string.match(value, '(%d+):(%d+)')
            if tonumber(now) - tonumber(since) > confirm_timeout then
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

local not_loaded, is_short, answer = { 0 }, false, { 3 }
for i = 2, #KEYS do
    local units = free(KEYS[i])
    if not units then
        not_loaded[#not_loaded + 1] = i - 2
    else
        answer[#answer + 1] = math.max(units, 0)
        is_short = is_short or units < tonumber(ARGV[i + 3])
    end
end
if #not_loaded > 1 or is_short then
    if redis.call('EXISTS', KEYS[1]) == 1 then
        return { 2 }
    end
    return #not_loaded > 1 and not_loaded or answer
end
if not redis.call('SET', KEYS[1], '1', 'PX', keep_mark, 'NX') then
    return { 2 }
end
for i = 2, #KEYS do
    redis.call('HSET', KEYS[i], order, ARGV[i + 3] .. ':' .. now)
end
return { 1 }
