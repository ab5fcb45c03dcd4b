-- Puts the lines of a guest's cart into a customer's cart, once for each guest's cart.
-- KEYS: the customer's cart, what remembers the merge (in the same slot)
-- ARGV: now (ms), time to live (s), expected revision, time to live of what remembers the merge (s), then in turn: product,
--       quantity, price, name, available units or empty, and 1 when it is not for sale any more, else 0
-- Outcome: done; outdated; again when this guest's cart was merged before.
local key, remembered = KEYS[1], KEYS[2]
local cart = read(key)
if redis.call('EXISTS', remembered) == 1 then
    return result('again', cart)
end
local refused = refusal(cart, ARGV[3])
if refused then
    return result(refused, cart)
end
local fields = {}
for i = 5, #ARGV, 6 do
    local product = ARGV[i]
    local line = cart[product] and cjson.decode(cart[product]) or newLine(cart, fields, ARGV[1])
    line.quantity = tonumber(ARGV[i + 1])
    show(line, ARGV[i + 2], ARGV[i + 3], ARGV[i + 4])
    line.notForSale = ARGV[i + 5] == '1' or nil
    fields[product] = cjson.encode(line)
end
redis.call('SET', remembered, '1', 'EX', ARGV[4])
write(key, cart, fields, ARGV[1], ARGV[2])
return result('done', cart)
