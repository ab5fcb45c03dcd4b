-- Has lines say what the customer has seen now.
-- KEYS: cart
-- ARGV: now (ms), time to live (s), expected revision, then in turn: product, price, name, available units or empty, and
--       1 when it is not for sale any more, else 0
-- Outcome: done; merged or outdated; missing when none of the lines is there: then the cart is not touched.
local key = KEYS[1]
local cart = read(key)
local refused = refusal(cart, ARGV[3])
if refused then
    return result(refused, cart)
end
local fields = {}
for i = 4, #ARGV, 5 do
    local product = ARGV[i]
    if cart[product] then
        local line = cjson.decode(cart[product])
        show(line, ARGV[i + 1], ARGV[i + 2], ARGV[i + 3])
        line.notForSale = ARGV[i + 4] == '1' or nil
        fields[product] = cjson.encode(line)
    end
end
if not next(fields) then
    return result('missing', cart)
end
write(key, cart, fields, ARGV[1], ARGV[2])
return result('done', cart)
