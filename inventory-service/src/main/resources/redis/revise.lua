-- A counter's revision: another one after every change that the ledger has told of. It begins with the time, so that a
-- counter that was lost and came back never has one that it had before.
local function next_revision(revision)
    if revision then
        return string.format('%.0f', tonumber(revision) + 1)
    end
    local time = redis.call('TIME')
    return time[1] .. string.format('%06d', time[2])
end
