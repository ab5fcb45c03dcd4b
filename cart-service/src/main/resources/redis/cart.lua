-- Prepended to every script. A script reads the cart once and writes it once.

-- The cart's fields, by name.
local function read(key)
    local flat = redis.call('HGETALL', key)
    local cart = {}
    for i = 1, #flat, 2 do
        cart[flat[i]] = flat[i + 1]
    end
    return cart
end

-- A revision that the customer's cart never had before.
local function nextRevision(cart, now)
    -- Lua would write a number of this size as 1.7e+12.
    return string.format('%.0f', math.max(tonumber(cart.revision or 0) + 1, tonumber(now)))
end

-- Why a cart may not be changed, as an outcome, or nil when it may: 'merged' when the guest's cart has become part of a
-- customer's, 'outdated' when its revision is not the expected one. An empty expectation is none.
local function refusal(cart, expectedRevision)
    if cart.mergedInto then
        return 'merged'
    end
    if expectedRevision ~= '' and expectedRevision ~= (cart.revision or cart.updatedAt or '0') then
        return 'outdated'
    end
end

-- Whether a field is a line: only a product's id has this form.
local function isLine(name)
    return name:find('^%x+%-%x+%-%x+%-%x+%-%x+$')
end

-- How many lines there are.
local function countLines(cart)
    local lines = 0
    for name in pairs(cart) do
        if isLine(name) then
            lines = lines + 1
        end
    end
    return lines
end

-- Gives a new line its place behind all others; the fields to be written take the place along.
local function append(line, cart, fields)
    line.place = tonumber(cart.lastPlace or 0) + 1
    cart.lastPlace = tostring(line.place)
    fields.lastPlace = cart.lastPlace
    return line
end

-- A new line at the end of the cart, which belongs to the cart's next revision.
local function newLine(cart, fields, now)
    return append({since = nextRevision(cart, now)}, cart, fields)
end

-- Has a line say what the customer has seen of its product; an unknown number of available units is empty.
local function show(line, price, name, available)
    line.price = price
    line.name = name
    line.available = tonumber(available)
    line.notForSale = nil
end

-- Writes these fields and a new revision, and renews the time to live, if one is given.
local function write(key, cart, fields, now, timeToLive)
    cart.revision = nextRevision(cart, now)
    cart.updatedAt = now
    local changed = {'updatedAt', cart.updatedAt, 'revision', cart.revision}
    for name, value in pairs(fields) do
        cart[name] = value
        changed[#changed + 1] = name
        changed[#changed + 1] = value
    end
    redis.call('HSET', key, unpack(changed))
    if timeToLive then
        redis.call('EXPIRE', key, timeToLive)
    end
end

-- The return value of a script: its outcome, then the names and values of the cart's fields.
local function result(outcome, cart)
    local flat = {outcome}
    for name, value in pairs(cart) do
        flat[#flat + 1] = name
        flat[#flat + 1] = value
    end
    return flat
end

