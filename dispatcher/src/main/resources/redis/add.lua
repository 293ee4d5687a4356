-- Puts a request into its stream unless there are too many, in one step: no two dispatchers pass the bound together.
-- KEYS 8: its image. ARGV 1: the stream, 2: how many there may be, 3: its age in ms, 4: what it has left in ms,
-- 5: for how much longer than that the image is kept, 6: channel to tell others by, 7: image, which
-- is kept of background requests only, 8: who adds,
-- from 9: names and values to keep.
-- Returns the entry, or nothing if there are too many, and the counts.

local stream, most, at = tonumber(ARGV[1]), tonumber(ARGV[2]), now()

local found = counts()
local there = stream <= 3 and found[1] + found[2] + found[3] or found[STREAMS + 1]
if there >= most then
  return {'', found}
end

-- The largest first: it is the first write that a Redis out of memory refuses, before anything is done.
if stream > 3 then
  redis.call('SET', KEYS[8], ARGV[7], 'PX', math.max(ARGV[4] + ARGV[5], 1))
end
local entry = redis.call('XADD', KEYS[stream], '*',
    'start', at - ARGV[3], 'deadline', at + ARGV[4], 'origin', ARGV[8], unpack(ARGV, 9))
if redis.call('ZCOUNT', KEYS[7], at - GONE_MILLIS, '+inf') > 1 then
  redis.call('PUBLISH', ARGV[6], ARGV[8])
end
found[stream] = found[stream] + 1
if stream > 3 then
  found[STREAMS + 1] = found[STREAMS + 1] + 1
end
return {entry, found}
