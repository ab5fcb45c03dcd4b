-- Adds to a line, or begins one.
-- KEYS: cart
-- ARGV: now (ms), time to live (s), product, quantity, price, name, most of one product, most lines
-- Returns the line's quantity; 0 when the cart has no room for another line;
--         minus the quantity that is there already when it would become too many.
local cart, product, quantity = KEYS[1], ARGV[3], tonumber(ARGV[4])
local there = redis.call('HGET', cart, product)
local line
if there then
    line = cjson.decode(there)
    if line.quantity + quantity > tonumber(ARGV[7]) then
        return -line.quantity
    end
    line.quantity = line.quantity + quantity
else
    -- All fields but updatedAt and lastPlace are lines.
    if redis.call('HLEN', cart) - 2 >= tonumber(ARGV[8]) then
        return 0
    end
    line = { quantity = quantity, place = redis.call('HINCRBY', cart, 'lastPlace', 1) }
end
line.price = ARGV[5]
line.name = ARGV[6]
redis.call('HSET', cart, product, cjson.encode(line), 'updatedAt', ARGV[1])
redis.call('EXPIRE', cart, ARGV[2])
return line.quantity
