-- Adds to a line, or begins one.
-- KEYS: cart
-- ARGV: now (ms), time to live (s), product, quantity, price, name, most of one product, most lines
-- Outcome: the line's quantity; 0 when the cart has no room for another line;
--          minus the quantity that is there already when it would become too many.
local key, product, quantity = KEYS[1], ARGV[3], tonumber(ARGV[4])
local cart = read(key)
local fields = {}
local line
if cart[product] then
    line = cjson.decode(cart[product])
    if line.quantity + quantity > tonumber(ARGV[7]) then
        return answer(-line.quantity, cart)
    end
    line.quantity = line.quantity + quantity
else
    local lines = 0
    for name in pairs(cart) do
        if isLine(name) then
            lines = lines + 1
        end
    end
    if lines >= tonumber(ARGV[8]) then
        return answer(0, cart)
    end
    line = {
        quantity = quantity,
        place = tonumber(cart.lastPlace or 0) + 1,
        since = nextRevision(cart, ARGV[1])
    }
    fields.lastPlace = tostring(line.place)
end
line.price = ARGV[5]
line.name = ARGV[6]
fields[product] = cjson.encode(line)
write(key, cart, fields, ARGV[1], ARGV[2])
return answer(line.quantity, cart)
