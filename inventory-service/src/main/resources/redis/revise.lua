-- A counter's revision: another one after every change that the ledger has told of. It begins with the time, so that a
-- counter that was lost and came back never has one that it had before.
local function revise(counter, keep)
    if redis.call('HINCRBY', counter, 'revision', 1) == 1 then
        local time = redis.call('TIME')
        redis.call('HSET', counter, 'revision', time[1] .. string.format('%06d', time[2]))
    end
    redis.call('PEXPIRE', counter, keep)
end
