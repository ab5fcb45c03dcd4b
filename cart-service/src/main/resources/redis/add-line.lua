-- Adds to a line, or adds a new one.
-- KEYS: cart
-- ARGV: now (ms), time to live (s), expected revision, product, quantity, price, name, available units or empty,
--       maximum quantity, maximum number of lines
-- Outcome: done; merged or outdated; full when there are as many lines as there may be; too-many when the sum would
--          exceed the maximum; short when it would exceed what is available.
local key, product, quantity, available = KEYS[1], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[8])
local cart = read(key)
local refused = refusal(cart, ARGV[3])
if refused then
    return result(refused, cart)
end
local line = cart[product] and cjson.decode(cart[product])
local sum = (line and line.quantity or 0) + quantity
if sum > tonumber(ARGV[9]) then
    return result('too-many', cart)
end
if not line and countLines(cart) >= tonumber(ARGV[10]) then
    return result('full', cart)
end
if available and sum > available then
    return result('short', cart)
end
local fields = {}
line = line or newLine(cart, fields, ARGV[1])
line.quantity = sum
show(line, ARGV[6], ARGV[7], ARGV[8])
fields[product] = cjson.encode(line)
write(key, cart, fields, ARGV[1], ARGV[2])
return result('done', cart)
