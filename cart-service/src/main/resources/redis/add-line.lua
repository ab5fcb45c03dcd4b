-- Adds to a line, or adds a new one.
-- KEYS: cart
-- ARGV: now (ms), time to live (s), product, quantity, price, name, maximum quantity, maximum number of lines
-- Outcome: the line's quantity; 0 when the cart is full;
--          minus the present quantity when the sum would exceed the maximum.
local key, product, quantity = KEYS[1], ARGV[3], tonumber(ARGV[4])
local cart = read(key)
local fields = {}
local line
if cart[product] then
    line = cjson.decode(cart[product])
    if line.quantity + quantity > tonumber(ARGV[7]) then
        return result(-line.quantity, cart)
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
        return result(0, cart)
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
return result(line.quantity, cart)
