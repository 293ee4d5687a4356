-- Stands before each of the other scripts.
--
-- What most of them are given: KEYS 1 to 3, the streams of waiting requests from high to low priority; 4 to 6, those of
-- background requests; 7, the set of live dispatchers, each with the instant at which it was last heard of.
-- All instants are Redis' own, in milliseconds, so that no two machines' clocks are compared.

local GROUP = 'dispatchers'
-- A consumer that is nobody: it holds what was taken by a dispatcher that is gone, until another one takes it.
local ORPHANS = 'orphans'
local STREAMS = 6
-- A dispatcher that was not heard of for so long is gone.
local GONE_MILLIS = 2000
-- A script holds up everybody: it moves no more entries of a stream than this at a time.
local PORTION = 100

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- A value of a reply that is a flat list of names and values, as XINFO's are. Versions add names.
local function value(reply, name)
  for i = 1, #reply, 2 do
    if reply[i] == name then
      return reply[i + 1]
    end
  end
end

-- How many entries of a stream nobody works on: all but those that dispatchers hold.
local function free(stream)
  local count = redis.call('XLEN', stream)
  for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', stream, GROUP)) do
    if value(consumer, 'name') ~= ORPHANS then
      count = count - value(consumer, 'pending')
    end
  end
  return count
end

-- What is free in each stream, and how many background requests there are, taken ones too.
local function counts()
  local reply, background = {}, 0
  for i = 1, STREAMS do
    reply[i] = free(KEYS[i])
    if i > 3 then
      background = background + redis.call('XLEN', KEYS[i])
    end
  end
  reply[STREAMS + 1] = background
  return reply
end

-- Makes up to a portion of what a consumer holds of a stream orphans. Returns how many.
local function orphan(stream, consumer)
  local entries = {}
  for i, pending in ipairs(redis.call('XPENDING', stream, GROUP, '-', '+', PORTION, consumer)) do
    entries[i] = pending[1]
  end
  if #entries > 0 then
    -- JUSTID: this is not a delivery.
    entries[#entries + 1] = 'JUSTID'
    redis.call('XCLAIM', stream, GROUP, ORPHANS, 0, unpack(entries))
    return #entries - 1
  end
  return 0
end
