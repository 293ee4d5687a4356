-- A dispatcher says that it lives, and hears of the others. ARGV 1: who, 2: 1 if what is held by those who are gone is to
-- be made orphans. Returns the ids of the live dispatchers, the counts, and stream and entry of each that it holds itself.

local me, at = ARGV[1], now()

-- Who would be gone itself judges nobody: it is more likely that Redis stood still, and the others' beats come after this one.
local before = redis.call('ZSCORE', KEYS[7], me)
local stoodStill = before and at - before > GONE_MILLIS

-- This first, even if there is nothing to remove: after it, a Redis out of memory takes the rest as well.
redis.call('ZREMRANGEBYSCORE', KEYS[7], '-inf', '(' .. (stoodStill and 0 or at - GONE_MILLIS))
redis.call('ZADD', KEYS[7], at, me)

local dispatchers = redis.call('ZRANGE', KEYS[7], 0, -1)
local alive = {[ORPHANS] = true}
for _, id in ipairs(dispatchers) do
  alive[id] = true
end

local held = {}
for i = 1, STREAMS do
  if ARGV[2] == '1' and not stoodStill then
    for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[i], GROUP)) do
      local name = value(consumer, 'name')
      -- One that held more than a portion is looked at again with the next beat.
      if not alive[name] and orphan(KEYS[i], name) < PORTION then
        redis.call('XGROUP', 'DELCONSUMER', KEYS[i], GROUP, name)
      end
    end
  end
  for _, pending in ipairs(redis.call('XPENDING', KEYS[i], GROUP, '-', '+', 1000, me)) do
    held[#held + 1] = i
    held[#held + 1] = pending[1]
  end
end
return {dispatchers, counts(), held}
