-- A counter's revision: it changes with every change that comes from the ledger. It begins with the time, so that a
-- counter that was lost and came back never has one that it had before.
local function next_revision(revision)
    if revision then
        return string.format('%.0f', tonumber(revision) + 1)
    end
    local time = redis.call('TIME')
    return time[1] .. string.format('%06d', time[2])
end
