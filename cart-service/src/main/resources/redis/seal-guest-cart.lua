-- Seals a guest's cart for a customer, into whose cart it goes: nobody changes it any more. Its time to live is renewed the
-- first time alone, so that what remembers the merge outlives it.
-- KEYS: the guest's cart
-- ARGV: now (ms), time to live (s), expected revision (not looked at), customer
-- Outcome: done, also when it was sealed for this customer before; empty when there is nothing to merge: then it is not
--          sealed; taken when it is another customer's.
local key, customer = KEYS[1], ARGV[4]
local cart = read(key)
if cart.mergedInto and cart.mergedInto ~= customer then
    return {'taken'}
end
local sealed = cart.mergedInto
cart.mergedInto = nil
if countLines(cart) == 0 then
    return result('empty', cart)
end
if not sealed then
    redis.call('HSET', key, 'mergedInto', customer)
    redis.call('EXPIRE', key, ARGV[2])
end
return result('done', cart)
