-- Forgets the lines of a guest's cart that were merged, and remembers that they were.
-- KEYS: the guest's cart
-- ARGV: now (ms), time to live (s), expected revision (not looked at), customer
-- Outcome: done.
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'mergedInto', ARGV[4])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return {'done'}
